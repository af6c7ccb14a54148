import type { XastChild, XastElement } from 'svgo';
import { classNames, type Declarations, declarationsOf, type LabelRules, localName, pixels } from './label-style.js';

/** How text looks; a property that is undefined is inherited from the drawing. */
export interface TextStyle {
  /** In pixels. */
  readonly size: number;
  /** Whether the label sets the size itself. */
  readonly ownSize: boolean;
  readonly family: string | undefined;
  readonly color: string | undefined;
  /** Colours behind it, the lowest first. */
  readonly backgrounds: readonly string[];
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly align: 'left' | 'center' | 'right';
  /** A factor of the size, or pixels. */
  readonly lineHeight: { readonly factor: number } | { readonly pixels: number };
  readonly wraps: boolean;
  /** Classes on the elements around it inside the label. */
  readonly classes: readonly string[];
}

/** A piece of text with one style. */
export interface Run {
  readonly text: string;
  readonly style: TextStyle;
}

/** A paragraph of a label: what a browser would break into lines. */
export interface Paragraph {
  readonly runs: readonly Run[];
  readonly style: TextStyle;
  /** Pixels above and below it. */
  readonly before: number;
  readonly after: number;
}

/** The text of a label. */
export interface LabelContent {
  readonly paragraphs: readonly Paragraph[];
  /** Whether something in it is no text: a picture, a formula. */
  readonly incomplete: boolean;
}

/** The context of a label in its drawing. */
export interface LabelContext {
  readonly rules: LabelRules;
  /** Classes of the elements around it. */
  readonly above: ReadonlySet<string>;
}

/** What stands in for whitespace at the ends of text, which the parser of SVGO would trim. */
export const keptSpace = '\ue000';

const blocks = new Set(
  'div p ul ol li h1 h2 h3 h4 h5 h6 table tbody thead tr section article blockquote pre dl dt dd center hr'.split(' '),
);
const dropped = new Set('script style title template noscript head'.split(' '));
const noText = new Set('img svg math canvas iframe video audio object embed input textarea select'.split(' '));

/** Reads the text of an HTML element: its paragraphs, with the style of each piece. */
export function readLabel(element: XastElement, style: TextStyle, context: LabelContext): LabelContent {
  const reader = new LabelReader();
  reader.children(element.children, style, context);
  reader.endParagraph(style);
  return { paragraphs: reader.paragraphs, incomplete: reader.incomplete };
}

class LabelReader {
  readonly paragraphs: Paragraph[] = [];
  incomplete = false;
  private runs: Run[] = [];
  private before = 0;

  children(children: readonly XastChild[], style: TextStyle, context: LabelContext): void {
    for (const child of children) {
      if (child.type === 'text' || child.type === 'cdata') this.text(child.value, style);
      else if (child.type === 'element') this.element(child, style, context);
    }
  }

  private text(value: string, style: TextStyle): void {
    const text = value.replaceAll(keptSpace, ' ').replace(/[ \t\r\n]+/g, ' ');
    if (text !== '') this.runs.push({ text, style });
  }

  private element(element: XastElement, outer: TextStyle, context: LabelContext): void {
    const name = localName(element);
    if (dropped.has(name)) return;
    if (noText.has(name)) {
      this.incomplete = true;
      return;
    }
    if (name === 'br') {
      this.endParagraph(outer, true);
      return;
    }
    const declarations = declarationsOf(element, context);
    if (/^none$/.test(declarations['display'] ?? '')) return;
    const style = styleWithin(outer, element, declarations);
    const inside = { ...context, above: new Set([...context.above, ...classNames(element)]) };
    if (!blocks.has(name) || /^inline(?!-block)/.test(declarations['display'] ?? '')) {
      this.children(element.children, style, inside);
      return;
    }
    this.endParagraph(outer);
    const [top, bottom] = margins(declarations, name, style.size);
    this.before = Math.max(this.before, top);
    if (name === 'li') this.runs.push({ text: '• ', style });
    this.children(element.children, style, inside);
    this.endParagraph(style);
    const last = this.paragraphs.at(-1);
    if (last && bottom > 0)
      this.paragraphs[this.paragraphs.length - 1] = { ...last, after: Math.max(last.after, bottom) };
  }

  /** @param isBreak Whether a line break ends it, which makes a line of its own out of nothing. */
  endParagraph(style: TextStyle, isBreak = false): void {
    const hasText = this.runs.some(({ text }) => text.trim() !== '');
    if (hasText || isBreak) {
      const previous = this.paragraphs.at(-1)?.after ?? 0;
      this.paragraphs.push({
        runs: hasText ? this.runs : [],
        style: this.runs.at(0)?.style ?? style,
        before: this.paragraphs.length === 0 ? 0 : Math.max(0, this.before - previous),
        after: 0,
      });
      this.before = 0;
    }
    this.runs = [];
  }
}

/** Margins above and below a block. Those of a paragraph are the browser's unless the drawing sets them. */
function margins(declarations: Declarations, name: string, size: number): readonly [number, number] {
  const [top, , bottom] = sides(declarations['margin']);
  const usual = /^(?:p|ul|ol|dl|h\d|pre|blockquote)$/.test(name) ? size : 0;
  return [pixels(declarations['margin-top']) ?? top ?? usual, pixels(declarations['margin-bottom']) ?? bottom ?? usual];
}

/** The four sides of a shorthand. */
export function sides(value: string | undefined): readonly (number | undefined)[] {
  if (value === undefined) return [];
  const [top, right = top, bottom = top, left = right] = value.split(/\s+/).map(pixels);
  return [top, right, bottom, left];
}

/** Most colours on top of each other; Mermaid has three. */
const maxBackgrounds = 4;

/** The style inside an element. */
export function styleWithin(outer: TextStyle, element: XastElement, declarations: Declarations): TextStyle {
  const name = localName(element);
  const { attributes } = element;
  const size = fontSize(declarations['font-size'], outer.size) ?? headingSize(name, outer.size);
  const color = plain(declarations['color']) ?? plain(attributes['color']);
  const background = plain(declarations['background-color']) ?? plain(declarations['background']);
  const family = plain(declarations['font-family']) ?? plain(attributes['face']);
  const weight = declarations['font-weight'];
  const align = /^(?:left|start|center|right|end)$/.exec(declarations['text-align'] ?? attributes['align'] ?? '')?.[0];
  const lines = declarations['line-height'];
  const space = declarations['white-space'];
  return {
    size: size ?? outer.size,
    ownSize: outer.ownSize || size !== undefined,
    family: family === 'inherit' ? outer.family : (family ?? outer.family),
    color: color === 'inherit' ? outer.color : (color ?? outer.color),
    backgrounds:
      background === undefined || /^(?:none|transparent|inherit|unset)/.test(background)
        ? outer.backgrounds
        : [...outer.backgrounds, background].slice(-maxBackgrounds),
    bold:
      weight === undefined
        ? outer.bold || /^(?:b|strong|th|h\d)$/.test(name)
        : /^(?:bold|bolder|[6-9]00)$/.test(weight),
    italic: outer.italic || /^(?:i|em)$/.test(name) || declarations['font-style'] === 'italic',
    underline: outer.underline || name === 'u' || /underline/.test(declarations['text-decoration'] ?? ''),
    align:
      align === undefined
        ? name === 'center'
          ? 'center'
          : outer.align
        : align === 'center'
          ? 'center'
          : /^(?:right|end)$/.test(align)
            ? 'right'
            : 'left',
    lineHeight: lineHeight(lines) ?? outer.lineHeight,
    wraps: space === undefined ? outer.wraps && name !== 'pre' : !/nowrap|^pre$/.test(space),
    classes: [...outer.classes, ...classNames(element)],
  };
}

function plain(value: string | undefined): string | undefined {
  return value === undefined || value === '' || value.length > 200 ? undefined : value;
}

function fontSize(value: string | undefined, outer: number): number | undefined {
  const factor = /^([\d.]+)(em|rem|%)$/.exec(value ?? '');
  const number = Number(factor?.[1]);
  if (factor && Number.isFinite(number))
    return factor[2] === '%' ? (outer * number) / 100 : factor[2] === 'em' ? outer * number : 16 * number;
  return pixels(value);
}

function headingSize(name: string, outer: number): number | undefined {
  const factors: Readonly<Record<string, number>> = { h1: 2, h2: 1.5, h3: 1.17, small: 0.83, sub: 0.83, sup: 0.83 };
  const factor = factors[name];
  return factor === undefined ? undefined : outer * factor;
}

function lineHeight(value: string | undefined): TextStyle['lineHeight'] | undefined {
  if (value === undefined) return undefined;
  if (value === 'normal') return { factor: normalLine };
  const percent = /^([\d.]+)(%|em)$/.exec(value);
  if (percent) return { factor: Number(percent[1]) / (percent[2] === '%' ? 100 : 1) };
  if (/^[\d.]+$/.test(value)) return { factor: Number(value) };
  const length = pixels(value);
  return length === undefined ? undefined : { pixels: length };
}

/** The line height of Helvetica and of fonts with its metrics. */
export const normalLine = 1.149;
