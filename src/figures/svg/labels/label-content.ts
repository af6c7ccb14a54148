import type { XastChild, XastElement } from 'svgo';
import { classesInside, type Declarations, declarationsOf, type LabelRules, localName, pixels } from './label-rules.js';
import { styleWithin, type TextStyle } from './text-style.js';

/** A piece of text with one style. */
export interface TextRun {
  readonly text: string;
  readonly style: TextStyle;
}

/** A paragraph of a label: what a browser would break into lines. */
export interface Paragraph {
  readonly runs: readonly TextRun[];
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
  /** The size of the drawing in its own units, where it has one. */
  readonly viewport?: Size | undefined;
}

/** A width and a height. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What stands in for whitespace at the ends of text, which the parser of SVGO would trim. */
export const keptSpace = '\ue000';

const blocks = new Set(
  'div p ul ol li h1 h2 h3 h4 h5 h6 table tbody thead tr section article blockquote pre dl dt dd center hr'.split(' '),
);
const dropped = new Set('script style title template noscript head'.split(' '));
const noText = new Set('img svg math canvas iframe video audio object embed input textarea select'.split(' '));

/** Reads the text of an HTML element: its paragraphs, with the style of each piece. */
export function readLabelContent(element: XastElement, style: TextStyle, context: LabelContext): LabelContent {
  const reader = new LabelReader();
  reader.children(element.children, style, context);
  reader.endParagraph(style);
  return { paragraphs: reader.paragraphs, incomplete: reader.incomplete };
}

class LabelReader {
  readonly paragraphs: Paragraph[] = [];
  incomplete = false;
  private runs: TextRun[] = [];
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
    const inside = { ...context, above: classesInside(element, context) };
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
