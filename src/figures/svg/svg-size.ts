/** CSS pixels per unit. */
const units: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 9.6 / 2.54,
  q: 2.4 / 2.54,
  em: 16,
  rem: 16,
  ex: 8,
};

/** Largest width and height in pixels; larger ones could make a browser hang. */
const longestSide = 100_000;

/** Width and height in whole CSS pixels. */
export interface SvgSize {
  readonly width: number;
  readonly height: number;
}

/** The size of a drawing from its root's attributes; undefined when it has none above zero. */
export function sizeOfSvg(root: Readonly<Record<string, string>>): SvgSize | undefined {
  const [, , boxWidth, boxHeight] = (root['viewBox'] ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const box =
    boxWidth !== undefined && boxHeight !== undefined && boxWidth > 0 && boxHeight > 0
      ? { width: boxWidth, height: boxHeight }
      : undefined;
  let width = pixels(root['width']);
  let height = pixels(root['height']);
  if (box) {
    // As in CSS: a missing side follows from the aspect ratio of the viewBox, both from the viewBox itself.
    width ??= height === undefined ? box.width : (height * box.width) / box.height;
    height ??= (width * box.height) / box.width;
  }
  if (width === undefined || height === undefined || !(width > 0 && height > 0)) return undefined;
  const scale = Math.min(1, longestSide / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * The `viewBox` that follows from width and height. An `img` element scales only a drawing that has one, and crops
 * others.
 */
export function impliedViewBox(root: Readonly<Record<string, string>>): string | undefined {
  const width = pixels(root['width']);
  const height = pixels(root['height']);
  return root['viewBox'] === undefined && width !== undefined && height !== undefined
    ? `0 0 ${width} ${height}`
    : undefined;
}

/** A length in CSS pixels; undefined for percentages and for anything that is not a length. */
function pixels(length: string | undefined): number | undefined {
  const [, digits, unit] = /^\s*\+?(\d*\.?\d+(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec(length ?? '') ?? [];
  const factor = units[(unit ?? '').toLowerCase()];
  return digits === undefined || factor === undefined ? undefined : Number(digits) * factor;
}
