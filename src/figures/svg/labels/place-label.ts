import type { XastElement } from 'svgo';
import { breakLines, type Line } from './break-lines.js';
import { type LabelContent, type LabelContext, readLabelContent, sides } from './label-content.js';
import { classesInside, type Declarations, declarationsOf, localName, pixels, pixelsOf } from './label-rules.js';
import { styleWithin, type TextStyle } from './text-style.js';

/** The lines of a label with their places. */
export interface PlacedLabel {
  readonly lines: readonly PlacedLine[];
  readonly incomplete: boolean;
  /** What its lines stand on, where that is coloured. */
  readonly ground?: {
    readonly colors: readonly string[];
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
}

/** A line with the point that its `text-anchor` refers to. */
export interface PlacedLine extends Line {
  readonly x: number;
  readonly baseline: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

type Side = 'start' | 'center' | 'end';

/** The box that content is laid out in. */
interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly alignX: Side;
  readonly alignY: Side;
  /** Whether the height is that of the text, as measured by the program that drew it. */
  readonly fitsText: boolean;
}

/** Lays out the content of a `foreignObject` as a browser would: the boxes of HTML that exports use, and lines of text. */
export function placeLabel(foreign: XastElement, style: TextStyle, context: LabelContext): PlacedLabel {
  const { attributes } = foreign;
  const outer: Box = {
    x: pixels(attributes['x']) ?? 0,
    y: pixels(attributes['y']) ?? 0,
    width: pixelsOf(attributes['width'], context.viewport?.width) ?? Number.POSITIVE_INFINITY,
    height: pixelsOf(attributes['height'], context.viewport?.height) ?? 0,
    alignX: 'start',
    alignY: 'start',
    fitsText: pixels(attributes['height']) !== undefined,
  };
  const { content, box } = descend(foreign, { style, box: outer, context });
  const lines = fittingLines(content, box);
  const height = lines.reduce((sum, line) => sum + line.gap + line.height, 0);
  const width = lines.reduce((most, line) => Math.max(most, line.width), 0);
  const boxWidth = Number.isFinite(box.width) ? box.width : width;
  const left = box.x + shift(box.alignX, boxWidth - width);
  const top = box.y + shift(box.alignY, box.height - height);
  let y = top;
  const placed = lines.map((line): PlacedLine => {
    const { size } = line.style;
    // Text that is wider than its block begins at its start, so that no beginning is cut off.
    const overflows = box.alignX === 'start' && line.width > overflow * boxWidth;
    const align = overflows ? 'left' : line.style.align;
    y += line.gap;
    const baseline = y + baselineIn(line.height, size);
    y += line.height;
    if (align === 'center') return { ...line, x: box.x + boxWidth / 2, baseline, anchor: 'middle' };
    // With `text-align`, a block fills its box, unless the box centers a block as narrow as its text.
    if (align === 'right')
      return { ...line, x: box.alignX === 'start' ? box.x + boxWidth : left + width, baseline, anchor: 'end' };
    return { ...line, x: overflows ? box.x : left, baseline, anchor: 'start' };
  });
  const colors = content.paragraphs.find(({ runs }) => runs.length > 0)?.runs[0]?.style.backgrounds ?? [];
  const center = placed[0]?.anchor === 'middle' ? box.x + boxWidth / 2 - width / 2 : left;
  return {
    lines: placed,
    incomplete: content.incomplete,
    ...(colors.length === 0 || lines.length === 0 ? {} : { ground: { colors, x: center, y: top, width, height } }),
  };
}

/** How much wider than its block text has to be to be called so: its width is estimated. */
const overflow = 1.25;

/** The baseline in a line of text, as Chromium rounds it, for Helvetica and fonts with its metrics. */
function baselineIn(lineHeight: number, size: number): number {
  const ascent = Math.round(0.905 * size);
  const descent = Math.round(0.212 * size);
  return ascent + Math.floor((lineHeight - ascent - descent) / 2);
}

function shift(side: Side, room: number): number {
  return side === 'start' ? 0 : side === 'center' ? room / 2 : room;
}

interface Level {
  readonly style: TextStyle;
  readonly box: Box;
  readonly context: LabelContext;
}

/** Goes down through elements that contain nothing but another one, and takes over the boxes that they make. */
function descend(
  element: XastElement,
  { style, box, context }: Level,
): { readonly content: LabelContent; readonly box: Box } {
  const only = onlyChild(element);
  if (!only || !/^(?:div|center|body|section|foreignobject|p|span)$/.test(localName(only)))
    return { content: readLabelContent(element, style, context), box };
  const declarations = declarationsOf(only, context);
  if (declarations['display'] === 'none') return { content: { paragraphs: [], incomplete: false }, box };
  return descend(only, {
    style: styleWithin(style, only, declarations),
    box: boxWithin(box, declarations),
    context: { ...context, above: classesInside(only, context) },
  });
}

function onlyChild({ children }: XastElement): XastElement | undefined {
  let only: XastElement | undefined;
  for (const child of children) {
    if (child.type === 'element' && !only) only = child;
    else if (child.type === 'element' || ('value' in child && child.type !== 'comment' && !isBlank(child.value)))
      return undefined;
  }
  return only;
}

function isBlank(text: string): boolean {
  return /^[\s\ue000]*$/.test(text);
}

function boxWithin(box: Box, declarations: Declarations): Box {
  const padding = sides(declarations['padding']);
  const margin = sides(declarations['margin']);
  const inset = (side: 'top' | 'right' | 'bottom' | 'left', index: number): number =>
    (pixels(declarations[`padding-${side}`]) ?? padding[index] ?? 0) +
    (pixels(declarations[`margin-${side}`]) ?? margin[index] ?? 0);
  const [top, right, bottom, left] = [inset('top', 0), inset('right', 1), inset('bottom', 2), inset('left', 3)];
  const width = pixels(declarations['width']);
  const height = pixels(declarations['height']);
  const isFlex = /^(?:inline-)?flex$/.test(declarations['display'] ?? '');
  const isColumn = /column/.test(declarations['flex-direction'] ?? '');
  const main = isFlex ? sideOf(declarations['justify-content']) : undefined;
  const cross = isFlex ? sideOf(declarations['align-items']) : undefined;
  const middle = sideOf(declarations['vertical-align']);
  const isCell = declarations['display'] === 'table-cell';
  return {
    x: box.x + left,
    y: box.y + top,
    width: width ?? Math.max(0, box.width - left - right),
    height: height ?? (box.fitsText ? Math.max(0, box.height - top - bottom) : box.height),
    alignX: (isColumn ? cross : main) ?? box.alignX,
    alignY: (isColumn ? main : cross) ?? (isCell ? middle : undefined) ?? box.alignY,
    fitsText: box.fitsText && height === undefined && !isFlex,
  };
}

function sideOf(value: string | undefined): Side | undefined {
  if (value === undefined) return undefined;
  if (/center|middle/.test(value)) return 'center';
  if (/end|bottom|right/.test(value)) return 'end';
  return /start|top|left/.test(value) ? 'start' : undefined;
}

/** How far the width is varied to get as many lines as the program that drew the label did. */
const steps = [1, 1.04, 1.08, 1.12, 0.96, 0.92, 0.88];

/** The lines; as many as fill the box, where its height is that of the text. */
function fittingLines({ paragraphs }: LabelContent, box: Box): readonly Line[] {
  const lines = breakLines(paragraphs, box.width);
  if (!box.fitsText || !Number.isFinite(box.width) || !paragraphs.some(({ style }) => style.wraps)) return lines;
  const excess = (of: readonly Line[]): number =>
    Math.abs(of.reduce((sum, line) => sum + line.gap + line.height, 0) - box.height) / (of[0]?.height ?? 1);
  let best = lines;
  for (const step of steps) {
    if (excess(best) < 0.5) break;
    const other = breakLines(paragraphs, box.width * step);
    if (excess(other) < excess(best)) best = other;
  }
  return best;
}
