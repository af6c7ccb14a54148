import type { XastElement } from 'svgo';

/**
 * What takes a browser longer than a shape, in shapes: as measured in Chromium, which needs some 30 µs for one, 0.7 µs for
 * a vertex, above 1 µs for a character, and 0.3 µs for a dash.
 */
export const vertexEffort = 1 / 50;
const characterEffort = 1 / 25;
const dashEffort = 1 / 100;

/**
 * What a step of a filter takes, in shapes. Over a whole figure it was 2 ms and more, but most are applied to a small part
 * of one.
 */
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
  // The colours of a gradient are a table, however many stops it has.
  if (name === 'stop') return 0;
  if (!isPainted(element)) return 1;
  const characters = charactersIn(element);
  const outline = Number.isFinite(dashPeriod) ? outlineOf(attributes) + characters * characterOutline : 0;
  const dashes = outline === 0 ? 0 : outline / dashPeriod;
  return 1 + verticesOf(element) * vertexEffort + characters * characterEffort + dashes * dashEffort;
}

/** How many vertices a line, path or polygon has at most: each has a letter or a number of its own. */
export function verticesOf({ name, attributes }: XastElement): number {
  if (name === 'line') return 2;
  if (name === 'path') return verticesIn(attributes['d'] ?? '');
  return name === 'polyline' || name === 'polygon' ? verticesIn(attributes['points'] ?? '') : 0;
}

/** The same for the data of a path or polygon, or for several. */
export function verticesIn(shape: string): number {
  let vertices = 0;
  for (const _ of shape.matchAll(/[a-z]|\d*\.?\d+/gi)) vertices += 1;
  return vertices;
}

function charactersIn({ children }: XastElement): number {
  return children.reduce((sum, child) => sum + (child.type === 'text' ? child.value.length : 0), 0);
}

/** The length of an outline, or somewhat more. */
function outlineOf({
  d,
  points,
  width,
  height,
  r,
  rx,
  ry,
  x1,
  x2,
  y1,
  y2,
  pathLength,
}: Readonly<Record<string, string>>) {
  const number = (text: string | undefined): number => Math.abs(Number.parseFloat(text ?? '')) || 0;
  const sides = number(width) + number(height) + 4 * (number(r) + number(rx) + number(ry));
  const line = number(x1) + number(x2) + number(y1) + number(y2);
  return Math.max(number(pathLength), lengthOf(d ?? points ?? '') + 2 * sides + line);
}

function lengthOf(shape: string): number {
  const numbers = Array.from(shape.matchAll(/[-+]?(?:\d*\.\d+|\d+\.?)(?:e[-+]?\d+)?/gi), ([number]) => Number(number));
  // Absolute coordinates in pairs; otherwise distances, or coordinates that do not come in pairs.
  const isPairs = !/[abcdf-yHVA]/.test(shape);
  return numbers.reduce((sum, number, index) => sum + Math.abs(number - (isPairs ? (numbers[index - 2] ?? 0) : 0)), 0);
}
