import type { XastElement } from 'svgo';
import { type DrawingLengths, outlineOf } from './outline.js';

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

/** Assumed length of a character's outline, in sizes of its font; and of one in a font of 50 user units at least. */
const [characterOutline, leastFontSize] = [6, 50];

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
 * The rendering cost of an element in shapes, without its children and what it refers to. Lengths matter where outlines are
 * dashed.
 */
export function renderingCost(element: XastElement, lengths: DrawingLengths): number {
  const { name, attributes } = element;
  if (name.startsWith('fe')) return filterCost;
  // The colours of a gradient are a table, however many stops it has.
  if (name === 'stop') return 0;
  if (!isPainted(element)) return 1;
  const characters = charactersIn(element);
  const dashes = Number.isFinite(lengths.dashPeriod) ? dashesOf(attributes, characters, lengths) : 0;
  return 1 + verticesOf(element) * vertexCost + characters * characterCost + dashes * dashCost;
}

function dashesOf(attributes: XastElement['attributes'], characters: number, lengths: DrawingLengths): number {
  const text = characters * characterOutline * Math.max(leastFontSize, lengths.fontSize);
  const outline = outlineOf(attributes, lengths) + text;
  return outline === 0 ? 0 : outline / lengths.dashPeriod;
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
