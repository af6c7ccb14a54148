import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { stripMetadata } from '../../../src/figures/encode/strip-metadata.js';
import { sniff } from '../../../src/figures/inspect/sniff.js';
import { difference, photo } from './images.js';

const exif = { IFD0: { Artist: 'Secret Name' } };
const upright = (bytes: Uint8Array) => ({ format: sniff(bytes), orientation: 1, profile: false });

describe('metadata is removed without changing a pixel', () => {
  test.each([
    ['JPEG', () => photo(90, 60).jpeg().withExif(exif).toBuffer()],
    ['progressive JPEG', () => photo(90, 60).jpeg({ progressive: true }).withExif(exif).toBuffer()],
    ['CMYK JPEG', () => photo(90, 60).toColourspace('cmyk').jpeg().withExif(exif).toBuffer()],
    ['PNG', () => photo(90, 60).png().withExif(exif).toBuffer()],
    ['PNG with a palette', () => photo(90, 60).png({ palette: true }).withExif(exif).toBuffer()],
    ['WebP', () => photo(90, 60).webp().withExif(exif).toBuffer()],
    ['transparent WebP', () => photo(90, 60).ensureAlpha(0.5).webp().withExif(exif).toBuffer()],
  ])('%s', async (_, make) => {
    const source = await make();
    const stripped = stripMetadata(source, upright(source));
    if (!stripped) throw new Error('not stripped');
    expect(stripped.length).toBeLessThan(source.length);
    expect(Buffer.from(stripped).includes('Secret Name')).toBe(false);
    expect((await sharp(stripped).metadata()).exif).toBeUndefined();
    expect(await difference(stripped, source)).toEqual({ max: 0, mean: 0 });
  });
});

test.each([
  ['JPEG', () => photo(90, 60).jpeg().toBuffer()],
  ['PNG', () => photo(90, 60).png().toBuffer()],
  ['WebP', () => photo(90, 60).webp().toBuffer()],
  ['GIF', () => photo(90, 60).gif().toBuffer()],
  ['AVIF', () => photo(90, 60).avif({ effort: 0 }).toBuffer()],
])('a %s without metadata is left as it is', async (_, make) => {
  const source = await make();
  expect(Buffer.from(stripMetadata(source, upright(source)) ?? [])).toEqual(source);
});

test('a file that must be rotated or converted, or cannot be parsed, is not stripped', async () => {
  const source = await photo(90, 60).jpeg().toBuffer();
  expect(stripMetadata(source, { ...upright(source), orientation: 6 })).toBeUndefined();
  expect(stripMetadata(source, { ...upright(source), profile: true })).toBeUndefined();
  const avif = await photo(90, 60).avif({ effort: 0 }).withExif(exif).toBuffer();
  expect(stripMetadata(avif, upright(avif))).toBeUndefined();
  for (const make of [photo(90, 60).png(), photo(90, 60).jpeg(), photo(90, 60).webp(), photo(90, 60).gif()]) {
    const whole = await make.toBuffer();
    for (let cut = 12; cut < whole.length; cut += 37) {
      expect(stripMetadata(whole.subarray(0, cut), upright(whole))).toBeUndefined();
    }
  }
});
