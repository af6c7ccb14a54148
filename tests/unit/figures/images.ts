import type { Sharp } from 'sharp';
import sharp from 'sharp';
import { figureDefaults } from '../../../src/config/defaults.js';
import { encodeFigure } from '../../../src/figures/encode/encode-figure.js';
import type { EncodedFigure } from '../../../src/figures/encode/encode-job.js';
import type { FigureOptions } from '../../../src/figures/encode/recipe.js';
import { isUnreadable } from '../../../src/figures/inspect/unreadable.js';

/** Pseudo-random numbers with a fixed seed. */
export function noise(length: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(length);
  let state = seed;
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}

/** An image that compresses badly, like a photograph. */
export function photo(width: number, height: number): Sharp {
  const small = { width: Math.ceil(width / 8), height: Math.ceil(height / 8), channels: 3 as const };
  return sharp(noise(small.width * small.height * 3), { raw: small }).resize(width, height, {
    fit: 'fill',
    kernel: 'cubic',
  });
}

/** An image with flat areas and small text, like a screenshot. */
export function screenshot(width: number, height: number): Sharp {
  const lines = Array.from({ length: Math.floor(height / 24) }, (_, row) => {
    const colour = ['#111', '#0b57d0', '#c5221f', '#188038'][row % 4];
    return `<text x="16" y="${row * 24 + 20}" font-family="monospace" font-size="13" fill="${colour}">run ${row} loss=0.${row}37 accuracy=0.9${row} epoch ${row * 3}</text>`;
  });
  return sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fff"/>${lines.join('')}</svg>`,
    ),
  );
}

/** Encodes with the default options unless others are given; fails the test when the image is refused. */
export async function encode(bytes: Uint8Array, options: Partial<FigureOptions> = {}): Promise<EncodedFigure> {
  const figure = await encodeFigure({ bytes, options: { ...figureDefaults, ...options } });
  if (isUnreadable(figure)) throw new Error(figure.reason);
  return figure;
}

/** The message with which an image is refused; fails the test when it is not. */
export async function refusal(bytes: Uint8Array, options: Partial<FigureOptions> = {}): Promise<string> {
  const figure = await encodeFigure({ bytes, options: { ...figureDefaults, ...options } });
  if (!isUnreadable(figure)) throw new Error('it was encoded');
  return figure.reason;
}

/** The largest and the mean difference of two images of the same size, over all channels (0 to 255), on white. */
export async function difference(
  a: Uint8Array,
  b: Uint8Array,
): Promise<{ readonly max: number; readonly mean: number }> {
  const [left, right] = await Promise.all(
    [a, b].map((bytes) => sharp(bytes).flatten({ background: '#fff' }).toColourspace('srgb').raw().toBuffer()),
  );
  if (!left || !right || left.length !== right.length) throw new Error('the sizes differ');
  let max = 0;
  let sum = 0;
  for (let at = 0; at < left.length; at++) {
    const distance = Math.abs((left[at] ?? 0) - (right[at] ?? 0));
    max = Math.max(max, distance);
    sum += distance;
  }
  return { max, mean: sum / left.length };
}

/** The last variant: the full resolution. */
export function fullOf(figure: EncodedFigure): EncodedFigure['variants'][number] {
  const full = figure.variants.at(-1);
  if (!full) throw new Error('no variants');
  return full;
}
