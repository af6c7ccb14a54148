import type { XastElement } from 'svgo';

/**
 * What takes a browser longer than a shape, in shapes: as measured in Chromium, which needs some 30 µs for one, 0.7 µs for
 * a vertex, above 1 µs for a character, 0.3 µs for a dash, and from 2 ms for a step of a filter over a whole figure.
 */
const efforts = { vertex: 1 / 50, character: 1 / 25, dash: 1 / 100 } as const;

/** What a step of a filter takes, in shapes: less than measured, because most are applied to a small part of a figure. */
export const filterEffort = 40;

/** How long the outline of a character is taken to be, in the units of the drawing: that of a large letter. */
const characterOutline = 300;

/** Elements that are filled and stroked. */
const painted = new Set([
  'path',
  'rect',
  'circle',
  'ellipse',
  'line',
  'polyline',
  'polygon',
  'text',
  'tspan',
  'textPath',
]);

/** Whether an element is filled and stroked itself. */
export function isPainted({ name }: XastElement): boolean {
  return painted.has(name);
}

/**
 * How long it takes to draw an element without its children and what it refers to, in shapes.
 *
 * @param dashPeriod Length of the shortest dash of the drawing with its gap.
 */
export function effortOf(element: XastElement, dashPeriod: number): number {
  const { name, attributes } = element;
  if (name.startsWith('fe')) return filterEffort;
  if (!isPainted(element)) return 1;
  const characters = charactersIn(element);
  const outline = Number.isFinite(dashPeriod) ? outlineOf(element) + characters * characterOutline : 0;
  const dashes = outline === 0 ? 0 : outline / dashPeriod;
  return 1 + verticesOf(attributes) * efforts.vertex + characters * efforts.character + dashes * efforts.dash;
}

/** How many vertices a line, path or polygon has at most: each has a letter or a number of its own. */
export function verticesOf({ d, points, x1, x2 }: Readonly<Record<string, string>>): number {
  const shape = d ?? points;
  if (shape === undefined) return x1 === undefined && x2 === undefined ? 0 : 2;
  let vertices = 0;
  for (const _ of shape.matchAll(/[a-z]|\d*\.?\d+/gi)) vertices += 1;
  return vertices;
}

/** The length of a dash with its gap in a value of `stroke-dasharray`; without end where no line is dashed. */
export function dashPeriodOf(value: string): number {
  // What is computed may come out as small as one likes.
  if (/calc|min|max|clamp/i.test(value)) return 0;
  return numbersIn(value).reduce((sum, number) => sum + Math.abs(number), 0) || Number.POSITIVE_INFINITY;
}

function charactersIn({ children }: XastElement): number {
  return children.reduce((sum, child) => sum + (child.type === 'text' ? child.value.length : 0), 0);
}

/** The length of an outline, or somewhat more. */
function outlineOf({ attributes }: XastElement): number {
  const { d, points, width, height, r, rx, ry, x1, x2, y1, y2, pathLength } = attributes;
  const number = (text: string | undefined): number => Math.abs(Number.parseFloat(text ?? '')) || 0;
  const sides = number(width) + number(height) + 4 * (number(r) + number(rx) + number(ry));
  const line = number(x1) + number(x2) + number(y1) + number(y2);
  return Math.max(number(pathLength), lengthOf(d ?? points ?? '') + 2 * sides + line);
}

function lengthOf(shape: string): number {
  const numbers = numbersIn(shape);
  // Distances, or coordinates that do not come in pairs.
  const step = /[a-y]|[HVA]/.test(shape) ? 0 : 2;
  return numbers.reduce(
    (sum, number, index) => sum + Math.abs(number - (step === 0 ? 0 : (numbers[index - step] ?? 0))),
    0,
  );
}

function numbersIn(text: string): readonly number[] {
  return Array.from(text.matchAll(/[-+]?(?:\d*\.\d+|\d+\.?)(?:e[-+]?\d+)?/gi), ([number]) => Number(number));
}
