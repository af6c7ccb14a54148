/**
 * Labels of drawings as text. draw.io, diagrams.net and Mermaid write them as HTML in a `foreignObject`, which an image
 * may not contain; draw.io adds a `text` with a shortened label for programs that cannot show it.
 */
import type { XastChild, XastElement } from 'svgo';
import { keptSpace, type Size, type TextRun } from './label-content.js';
import { classesInside, declarationsOf, type LabelRules, localName, pixels, readLabelRules } from './label-rules.js';
import { type PlacedLabel, type PlacedLine, placeLabel } from './place-label.js';
import { normalLine, type TextStyle } from './text-style.js';

/** The result for a drawing. */
export interface ConvertedLabels {
  /** Whether a label had content that is no text, and nothing else to show in its place. */
  readonly incomplete: boolean;
}

/** Most labels that are laid out; real drawings have a few hundred. */
const maxLabels = 5_000;

/** Marks spaces at the ends of text in HTML, which the parser of SVGO would trim. */
export function keepLabelSpaces(text: string): string {
  if (!/<(?:[\w-]+:)?foreignObject[\s>]/.test(text)) return text;
  return text.replace(
    /(<(?:[\w-]+:)?foreignObject[\s>])([\s\S]*?)(<\/(?:[\w-]+:)?foreignObject)/g,
    (_, start, inside, end) => {
      const kept = String(inside).replace(/>([^<]+)(?=<)/g, (_whole, part: string) => {
        const trimmed = part.trim();
        if (trimmed === '') return `>${keptSpace}`;
        return `>${/^\s/.test(part) ? keptSpace : ''}${trimmed}${/\s$/.test(part) ? keptSpace : ''}`;
      });
      return `${start}${kept}${end}`;
    },
  );
}

/** Replaces every `foreignObject` of a drawing by its text. Changes the tree. */
export function convertForeignObjects(root: XastElement): ConvertedLabels {
  const converter = new Converter(root);
  converter.inside(root, initialStyle(root, converter.rules), new Set());
  return { incomplete: converter.incomplete };
}

function initialStyle(root: XastElement, rules: LabelRules): TextStyle {
  const style: TextStyle = {
    size: 16,
    ownSize: false,
    family: undefined,
    color: undefined,
    backgrounds: [],
    bold: false,
    italic: false,
    underline: false,
    align: 'left',
    lineHeight: { factor: normalLine },
    wraps: true,
    classes: [],
  };
  return inherited(style, root, { rules, above: new Set() });
}

/** Takes over what an element of the drawing passes on to HTML inside it. */
function inherited(style: TextStyle, element: XastElement, context: Parameters<typeof declarationsOf>[1]): TextStyle {
  const declarations = declarationsOf(element, context);
  const { attributes } = element;
  const size = pixels(declarations['font-size']) ?? pixels(attributes['font-size']);
  const weight = declarations['font-weight'] ?? attributes['font-weight'];
  return {
    ...style,
    size: size ?? style.size,
    bold: weight === undefined ? style.bold : /^(?:bold|bolder|[6-9]00)$/.test(weight),
  };
}

function viewportOf({ attributes }: XastElement): Size | undefined {
  const [, , boxWidth, boxHeight] = (attributes['viewBox'] ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const width = boxWidth ?? pixels(attributes['width']);
  const height = boxHeight ?? pixels(attributes['height']);
  return width !== undefined && height !== undefined && width > 0 && height > 0 ? { width, height } : undefined;
}

class Converter {
  readonly rules: LabelRules;
  incomplete = false;
  private labels = 0;
  private readonly viewport: Size | undefined;

  constructor(root: XastElement) {
    this.rules = readLabelRules(root);
    this.viewport = viewportOf(root);
  }

  inside(element: XastElement, style: TextStyle, above: ReadonlySet<string>): void {
    if (!element.children.some(({ type }) => type === 'element')) return;
    const inside = { rules: this.rules, above: classesInside(element, { rules: this.rules, above }) };
    element.children = element.children.flatMap((child) => {
      if (child.type !== 'element') return [child];
      if (localName(child) === 'switch') return this.chosen(child, style, inside.above);
      if (localName(child) === 'foreignobject') return this.label(child, style, inside.above).elements;
      this.inside(child, inherited(style, child, inside), inside.above);
      return [child];
    });
  }

  /** What a browser that shows HTML would choose of a `switch`: its first child. */
  private chosen(element: XastElement, style: TextStyle, above: ReadonlySet<string>): readonly XastChild[] {
    const options = element.children.filter((child) => child.type === 'element');
    const [first, ...others] = options;
    const asksForHtml = /feature#Extensibility/.test(first?.attributes['requiredFeatures'] ?? '');
    if (first && localName(first) === 'foreignobject') {
      const before = this.incomplete;
      const { elements, isWhole } = this.label(first, style, above);
      if (isWhole || others.length === 0) return elements;
      // The fallback shows a part of it, or a picture of it.
      this.incomplete = before || !others.some((other) => localName(other) === 'image');
      return others;
    }
    // draw.io's hint for programs that cannot show its labels.
    if (first && asksForHtml && first.children.length === 0) return [];
    this.inside(element, style, above);
    return [element];
  }

  private label(
    element: XastElement,
    style: TextStyle,
    above: ReadonlySet<string>,
  ): { readonly elements: readonly XastChild[]; readonly isWhole: boolean } {
    this.labels += 1;
    if (this.labels > maxLabels) {
      this.incomplete = true;
      return { elements: [], isWhole: false };
    }
    const placed = placeLabel(element, style, {
      rules: this.rules,
      above: classesInside(element, { rules: this.rules, above }),
      viewport: this.viewport,
    });
    this.incomplete ||= placed.incomplete;
    const { transform, opacity } = element.attributes;
    const attributes = {
      ...(transform === undefined ? {} : { transform }),
      ...(opacity === undefined ? {} : { opacity }),
    };
    const prefix = element.name.slice(0, element.name.indexOf(':') + 1);
    const drawn = drawLabel(placed, prefix);
    const isWhole = !placed.incomplete;
    if (Object.keys(attributes).length === 0 || drawn.length === 0) return { elements: drawn, isWhole };
    return { elements: [{ type: 'element', name: `${prefix}g`, attributes, children: [...drawn] }], isWhole };
  }
}

function drawLabel({ lines, ground }: PlacedLabel, prefix: string): readonly XastElement[] {
  const texts = lines.filter(({ runs }) => runs.length > 0).map((line) => drawLine(line, prefix));
  if (!ground || texts.length === 0) return texts;
  const { colors, x, y, width, height } = ground;
  const size = { x: short(x), y: short(y), width: short(width), height: short(height) };
  const grounds = colors.map((color): XastElement => {
    const style = `fill: ${color}; stroke: none; opacity: 1`;
    return { type: 'element', name: `${prefix}rect`, attributes: { ...size, style }, children: [] };
  });
  return [...grounds, ...texts];
}

function drawLine({ runs, x, baseline, anchor }: PlacedLine, prefix: string): XastElement {
  return {
    type: 'element',
    name: `${prefix}text`,
    attributes: {
      x: short(x),
      y: short(baseline),
      style: `text-anchor: ${anchor}; dominant-baseline: auto; stroke: none; white-space: pre`,
      'xml:space': 'preserve',
    },
    children: runs.map((run) => drawRun(run, prefix)),
  };
}

function drawRun({ text, style }: TextRun, prefix: string): XastElement {
  const { size, ownSize, family, color, bold, italic, underline, classes } = style;
  const css = [
    `fill: ${color ?? 'currentColor'}`,
    ...(ownSize ? [`font-size: ${short(size)}px`] : []),
    ...(family === undefined ? [] : [`font-family: ${withGeneric(family)}`]),
    ...(bold ? ['font-weight: bold'] : []),
    ...(italic ? ['font-style: italic'] : []),
    ...(underline ? ['text-decoration: underline'] : []),
  ];
  const attributes = { style: css.join('; '), ...(classes.length === 0 ? {} : { class: classes.join(' ') }) };
  return { type: 'element', name: `${prefix}tspan`, attributes, children: [{ type: 'text', value: text }] };
}

/** Adds the generic family of labels, for systems that have none of the fonts. */
function withGeneric(family: string): string {
  return /(?:^|,)\s*(?:sans-serif|serif|monospace|cursive|fantasy|system-ui|inherit)\s*$/i.test(family)
    ? family
    : `${family}, sans-serif`;
}

function short(number: number): string {
  return String(Math.round(number * 100) / 100);
}
