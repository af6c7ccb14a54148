import type { XastElement } from 'svgo';

// Rendering costs in shapes, as measured in Chromium: some 30 µs for a simple shape, 0.7 µs for a vertex, above 1 µs for a
// character, and 0.3 µs for a dash.

/** Rendering cost of a vertex, in shapes. */
export const vertexCost = 1 / 50;
const characterCost = 1 / 25;
const dashCost = 1 / 100;

/**
 * Rendering cost of a filter primitive, in shapes. Applied to a whole figure, one took 2 ms and more; most are applied to a
 * small part of one.
 */
export const filterCost = 40;

/** Assumed length of a character's outline in user units: that of a large letter. */
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
 * The rendering cost of an element in shapes, without its children and what it refers to.
 *
 * @param dashPeriod Length of the drawing's shortest dash with its gap, in user units; infinite without dashes.
 */
export function renderingCost(element: XastElement, dashPeriod: number): number {
  const { name, attributes } = element;
  if (name.startsWith('fe')) return filterCost;
  // The colours of a gradient are a table, however many stops it has.
  if (name === 'stop') return 0;
  if (!isPainted(element)) return 1;
  const characters = charactersIn(element);
  const outline = Number.isFinite(dashPeriod) ? outlineOf(attributes) + characters * characterOutline : 0;
  const dashes = outline === 0 ? 0 : outline / dashPeriod;
  return 1 + verticesOf(element) * vertexCost + characters * characterCost + dashes * dashCost;
}

/** Upper bound on the vertices of a line, path or polygon: each has a command letter or a number of its own. */
export function verticesOf({ name, attributes }: XastElement): number {
  if (name === 'line') return 2;
  if (name === 'path') return verticesIn(attributes['d'] ?? '');
  return name === 'polyline' || name === 'polygon' ? verticesIn(attributes['points'] ?? '') : 0;
}

/** The same for path data or a list of points. */
export function verticesIn(shape: string): number {
  let vertices = 0;
  for (const _ of shape.matchAll(/[a-z]|\d*\.?\d+/gi)) vertices += 1;
  return vertices;
}

function charactersIn({ children }: XastElement): number {
  return children.reduce((sum, child) => sum + (child.type === 'text' ? child.value.length : 0), 0);
}

/** Upper estimate of the length of an element's outline, in user units. */
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
  // Commands with absolute coordinate pairs only; relative ones have distances, and H, V and A no pairs.
  const isPairs = !/[abcdf-yHVA]/.test(shape);
  return numbers.reduce((sum, number, index) => sum + Math.abs(number - (isPairs ? (numbers[index - 2] ?? 0) : 0)), 0);
}
