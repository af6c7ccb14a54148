/** Lengths of outlines, which dashes divide. */

/** Lengths that hold for a whole drawing, in user units. */
export interface DrawingLengths {
  /** Length of the shortest dash with its gap; infinite without dashes. */
  readonly dashPeriod: number;
  /** Largest width or height that a percentage may refer to. */
  readonly viewport: number;
  /** Largest length that a style sheet or an animation gives to a shape. */
  readonly styled: number;
  /** Largest size of a font, where it is not computed. */
  readonly fontSize: number;
}

/** Properties, attributes and animated attributes that change the length of an outline. */
export const outlineProperties: ReadonlySet<string> = new Set([
  'r',
  'rx',
  'ry',
  'width',
  'height',
  'x1',
  'x2',
  'y1',
  'y2',
  'pathLength',
]);

/** Upper estimate of the length of an element's outline, in user units. */
export function outlineOf(attributes: Readonly<Record<string, string>>, { viewport, styled }: DrawingLengths): number {
  const length = (name: string): number => lengthOf(attributes[name], viewport);
  const sides = Math.abs(length('width')) + Math.abs(length('height'));
  const radii = Math.abs(length('r')) + Math.abs(length('rx')) + Math.abs(length('ry'));
  const line = Math.abs(length('x2') - length('x1')) + Math.abs(length('y2') - length('y1'));
  const path = pathLengthOf(attributes['d'] ?? attributes['points'] ?? '');
  return Math.max(Math.abs(length('pathLength')), path + 2 * sides + 8 * radii + line) + 8 * styled;
}

/** User units of absolute CSS units, and an upper estimate for those of the page. */
const units: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  in: 96,
  cm: 37.8,
  mm: 3.78,
  q: 0.945,
  pt: 1.34,
  pc: 16,
  vw: 100,
  vh: 100,
  vmin: 100,
  vmax: 100,
};

/**
 * A length in user units: 0 for a keyword, infinite if it depends on a font, is computed, or has more than 100 characters.
 *
 * @param viewport What a percentage refers to.
 */
export function lengthOf(text: string | undefined, viewport: number): number {
  if (text === undefined) return 0;
  // The pattern takes quadratic time for what does not match it.
  const written = text.length > 100 ? null : /^\s*([-+]?\d*\.?\d+(?:e[-+]?\d+)?)\s*([a-z]*|%)\s*$/i.exec(text);
  const [, number, unit = ''] = written ?? [];
  if (number === undefined) return text.includes('(') || /\d/.test(text) ? Number.POSITIVE_INFINITY : 0;
  const factor = unit === '%' ? viewport / 100 : units[unit.toLowerCase()];
  return factor === undefined ? Number.POSITIVE_INFINITY : Number(number) * factor;
}

/** The size in the value of `font-size` or `font` in user units; one relative to another is taken for one of 16. */
export function fontSizeOf(text: string): number {
  let size = 0;
  // Weights have no unit, either, and are at most 1000.
  for (const [, number, unit = ''] of text.matchAll(/(\d*\.?\d+(?:e[-+]?\d+)?)([a-z]*|%)/gi))
    size = Math.max(size, Number(number) * (unit === '%' ? 0.16 : (units[unit.toLowerCase()] ?? 16)));
  return size;
}

/** Upper estimate of the length of a path or polygon. Its first point is where it begins, and adds nothing. */
function pathLengthOf(shape: string): number {
  const numbers = Array.from(shape.matchAll(/[-+]?(?:\d*\.\d+|\d+\.?)(?:e[-+]?\d+)?/gi), ([number]) => Number(number));
  // Commands with absolute coordinate pairs only; relative ones have distances, and H, V and A no pairs.
  const isPairs = !/[abcdf-yHVA]/.test(shape);
  return numbers.reduce(
    (sum, number, index) => (index < 2 ? 0 : sum + Math.abs(number - (isPairs ? (numbers[index - 2] ?? 0) : 0))),
    0,
  );
}
