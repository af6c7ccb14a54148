import type { XastElement } from 'svgo';
import { classNames, type Declarations, localName, maxClasses, pixels } from './label-rules.js';

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
  /** Classes of the enclosing elements inside the label, the innermost last, at most `maxClasses`. */
  readonly classes: readonly string[];
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
    classes: [...outer.classes, ...classNames(element)].slice(-maxClasses),
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
