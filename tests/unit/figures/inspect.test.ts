import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { figureDefaults } from '../../../src/config/defaults.js';
import { encodeFigure } from '../../../src/figures/encode/encode-figure.js';
import type { FigureOptions } from '../../../src/figures/encode/recipe.js';
import { inspectFigure } from '../../../src/figures/inspect/inspect-figure.js';
import { isUnreadable } from '../../../src/figures/inspect/unreadable.js';
import { noise, photo } from './images.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handin-inspect-'));
});
afterAll(async () => await rm(folder, { recursive: true }));

/** The result of a check: why a file cannot be shown, or that it can. */
async function inspect(bytes: Uint8Array, limits: Partial<FigureOptions> = {}): Promise<string> {
  await writeFile(join(folder, 'figure'), bytes);
  const trouble = await inspectFigure({ folder, path: 'figure' }, { ...figureDefaults, ...limits });
  return trouble && 'reason' in trouble ? trouble.reason : 'sound';
}

/** The result of a build for the same bytes. */
async function build(bytes: Uint8Array, limits: Partial<FigureOptions> = {}): Promise<string> {
  const options = { ...figureDefaults, widths: [], ...limits };
  const figure = await encodeFigure({ bytes, options });
  return isUnreadable(figure) ? figure.reason : 'sound';
}

const size = { width: 96, height: 64 };
const animation = () =>
  sharp(noise(size.width * size.height * 3 * 3), {
    raw: { width: size.width, height: size.height * 3, channels: 3, pageHeight: size.height },
  });

const pictures: Readonly<Record<string, () => Promise<Buffer>>> = {
  PNG: () => photo(size.width, size.height).png().toBuffer(),
  'large PNG': () => photo(600, 400).png().toBuffer(),
  'PNG with transparency': () => photo(size.width, size.height).ensureAlpha(0.5).png().toBuffer(),
  JPEG: () => photo(size.width, size.height).jpeg().toBuffer(),
  'large JPEG': () => photo(1600, 1200).jpeg({ quality: 95 }).toBuffer(),
  'progressive JPEG': () => photo(size.width, size.height).jpeg({ progressive: true }).toBuffer(),
  'JPEG with camera data': () => photo(size.width, size.height).jpeg().withMetadata({ orientation: 6 }).toBuffer(),
  GIF: () => photo(size.width, size.height).gif().toBuffer(),
  'animated GIF': () => animation().gif().toBuffer(),
  WebP: () => photo(size.width, size.height).webp().toBuffer(),
  'WebP without loss': () => photo(size.width, size.height).webp({ lossless: true }).toBuffer(),
  'WebP with camera data': () => photo(size.width, size.height).webp().withMetadata({ orientation: 6 }).toBuffer(),
  'animated WebP': () => animation().webp().toBuffer(),
  TIFF: () => photo(size.width, size.height).tiff().toBuffer(),
  AVIF: () => photo(size.width, size.height).avif({ effort: 0 }).toBuffer(),
  SVG: async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'),
};

describe.each(Object.entries(pictures))('%s', (_, make) => {
  test('is valid, also with trailing bytes', async () => {
    const bytes = await make();
    expect(await inspect(bytes)).toBe('sound');
    const longer = Buffer.concat([bytes, Buffer.alloc(20, 1)]);
    expect(await inspect(longer)).toBe(await build(longer));
  });

  test.each([0, 1, 7, 30, 0.1, 0.5, 0.9, -20, -13, -2, -1])(
    'truncated at %d gets the same result as in a build',
    async (at) => {
      const bytes = await make();
      const end = Math.abs(at) < 1 ? Math.floor(bytes.length * at) : at;
      const cut = bytes.subarray(0, end);
      expect(await inspect(cut)).toBe(await build(cut));
    },
  );

  test('above the limit is refused with its size, as in a build', async () => {
    const bytes = await make();
    const limits = { maxPixels: 80 };
    expect(await inspect(bytes, limits)).toBe(await build(bytes, limits));
  });
});

test('a header with an impossible number of pixels is refused before decoding', async () => {
  const bytes = Buffer.from(await photo(8, 8).png().toBuffer());
  bytes.writeUInt32BE(100_000, 16);
  bytes.writeUInt32BE(100_000, 20);
  expect(await inspect(bytes)).toBe(
    'The picture has 100,000 x 100,000 pixels, and the limit is 50,000,000 pixels in all: export a smaller picture.',
  );
});

test('a file that is not an image is refused by its format', async () => {
  expect(await inspect(Buffer.from('%PDF-1.7'))).toBe(
    'The file is a PDF, not a picture: export the page as PNG or SVG.',
  );
});

test('a file that is missing or outside the folder is not opened', async () => {
  const look = async (path: string) => {
    const trouble = await inspectFigure({ folder, path }, figureDefaults);
    return trouble && 'reason' in trouble ? trouble.reason : undefined;
  };
  expect(await look('gone.png')).toBe('The file is no longer there: put it back, or remove the figure.');
  expect(await look('../../../../../../etc/passwd')).toBe(
    "The file lies outside the report's folder: copy it into the folder.",
  );
  expect(await look('.')).toMatch(/./);
});
