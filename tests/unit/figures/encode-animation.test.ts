import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { encode, fullOf, noise, refusal } from './images.js';

interface Film {
  readonly size?: number;
  readonly frames?: number;
  readonly delay?: number[];
  readonly loop?: number;
}

/** Frames of a single colour each, with a moving bar. */
async function frames({ size = 90, frames: count = 3 }: Film): Promise<Buffer[]> {
  const colours = ['#c00', '#0a0', '#00c', '#cc0'];
  return Promise.all(
    Array.from({ length: count }, (_, index) =>
      sharp(
        Buffer.from(
          `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="60"><rect width="100%" height="100%" fill="${colours[index % 4]}"/><rect x="${index * 10}" width="8" height="60" fill="#fff"/></svg>`,
        ),
      )
        .removeAlpha()
        .png()
        .toBuffer(),
    ),
  );
}

async function gif(film: Film = {}): Promise<Buffer> {
  return sharp(await frames(film), { join: { animated: true } })
    .gif({ delay: film.delay ?? [100, 250, 50], loop: film.loop ?? 3 })
    .toBuffer();
}

async function pagesOf(bytes: Uint8Array) {
  const { format, pages, delay, loop, width, pageHeight } = await sharp(bytes, { animated: true }).metadata();
  return { format, pages, delay, loop, width, pageHeight };
}

test.each([0, 1, 3])('a GIF keeps frames, delays and %i loops', async (loop) => {
  const source = await gif({ loop });
  const figure = await encode(source);
  expect(figure.animated).toBe(true);
  expect(figure.transparent).toBe(false);
  const full = fullOf(figure);
  expect([full.width, full.height]).toEqual([90, 60]);
  expect(await pagesOf(full.bytes)).toEqual({
    format: full.format,
    pages: 3,
    delay: [100, 250, 50],
    loop,
    width: 90,
    pageHeight: 60,
  });
  expect(full.bytes.length).toBeLessThanOrEqual(source.length);
  const [before, after] = await Promise.all(
    [source, full.bytes].map((bytes) => sharp(bytes, { animated: true }).flatten().raw().toBuffer()),
  );
  const sum = before?.reduce((total, value, at) => total + Math.abs(value - (after?.[at] ?? 0)), 0) ?? Infinity;
  expect(sum / (before?.length ?? 1)).toBeLessThan(3);
});

test('an animated WebP stays animated, and loses its metadata', async () => {
  const source = await sharp(await frames({}), { join: { animated: true } })
    .webp({ delay: [80, 90, 100], loop: 2, quality: 90 })
    .withExif({ IFD0: { Artist: 'Secret Name' } })
    .toBuffer();
  const full = fullOf(await encode(source));
  expect(await pagesOf(full.bytes)).toEqual({
    format: 'webp',
    pages: 3,
    delay: [80, 90, 100],
    loop: 2,
    width: 90,
    pageHeight: 60,
  });
  expect(Buffer.from(full.bytes).includes('Secret Name')).toBe(false);
});

test('reduced widths are animated too', async () => {
  // Noise in every frame does not compress, so the reduced width saves bytes.
  const noisy = await Promise.all(
    [1, 2, 3].map((seed) =>
      sharp(noise(400 * 60 * 3, seed), { raw: { width: 400, height: 60, channels: 3 } })
        .png()
        .toBuffer(),
    ),
  );
  const source = await sharp(noisy, { join: { animated: true } })
    .gif({ delay: [40, 20, 30], loop: 0 })
    .toBuffer();
  const figure = await encode(source, { widths: [100] });
  expect(figure.variants.map(({ width, height }) => [width, height])).toEqual([
    [100, 15],
    [400, 60],
  ]);
  expect(await pagesOf(figure.variants[0]?.bytes ?? source)).toEqual({
    format: 'webp',
    pages: 3,
    delay: [40, 20, 30],
    loop: 0,
    width: 100,
    pageHeight: 15,
  });
});

test('a GIF with one frame is encoded as a still image', async () => {
  const source = await sharp((await frames({}))[0])
    .gif()
    .toBuffer();
  const figure = await encode(source);
  expect([figure.animated, fullOf(figure).width]).toEqual([false, 90]);
});

test('the comment of a GIF is removed even if the GIF itself is the smallest encoding', async () => {
  const source = await gif({ size: 8 });
  // After the header and its colour table.
  const flags = source.readUInt8(10);
  const at = 13 + (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  const comment = Buffer.concat([Buffer.from([0x21, 0xfe, 11]), Buffer.from('Secret Name'), Buffer.from([0])]);
  const full = fullOf(await encode(Buffer.concat([source.subarray(0, at), comment, source.subarray(at)])));
  expect(Buffer.from(full.bytes).includes('Secret Name')).toBe(false);
  expect((await pagesOf(full.bytes)).pages).toBe(3);
});

describe('limits', () => {
  test('the pixel limit applies to all frames together: beyond it, the first is shown and the file linked', async () => {
    const source = await gif();
    const first = await encode(source, { maxPixels: 16_199 });
    expect([first.animated, first.file?.format, fullOf(first).format]).toEqual([false, 'gif', 'webp']);
    expect(Buffer.from(first.file?.bytes ?? []).equals(source)).toBe(true);
    const { pages, width, height } = await sharp(fullOf(first).bytes).metadata();
    expect([pages, width, height]).toEqual([undefined, 90, 60]);
    expect((await encode(source, { maxPixels: 16_200 })).animated).toBe(true);
    expect(await refusal(source, { maxPixels: 5_399 })).toBe(
      'The picture has 90 x 60 pixels in 3 frames, and the limit is 5,399 pixels in all: export fewer or smaller frames.',
    );
  });

  test('a truncated GIF is refused or shown in part, without a crash', async () => {
    const source = await gif();
    for (let cut = 14; cut < source.length; cut += 23) {
      const result = await encode(source.subarray(0, cut)).then(
        (figure) => figure.variants.length > 0,
        (error: Error) => error.message,
      );
      expect([true, 'The picture is damaged or incomplete: export it again and replace the file.']).toContain(result);
    }
  });
});

test('`full: source` is the file itself, beside reduced widths', async () => {
  const source = await gif({ size: 1100 });
  const { variants } = await encode(source, { full: 'source', widths: [800] });
  expect(variants.at(-1)?.format).toBe('gif');
  expect(Buffer.from(variants.at(-1)?.bytes ?? []).equals(source)).toBe(true);
});
