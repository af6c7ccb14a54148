import sharp from 'sharp';
import { expect, test } from 'vitest';
import { difference, encode, fullOf } from './images.js';

/** The profile with its lightness inverted: the output table of the first channel of its `A2B0` table, backwards. */
function inverted(profile: Buffer): Buffer {
  const tags = Array.from({ length: profile.readUInt32BE(128) }, (_, index) => 132 + 12 * index);
  const tag = tags.find((at) => profile.toString('latin1', at, at + 4) === 'A2B0') ?? 0;
  const start = profile.readUInt32BE(tag + 4);
  expect(profile.toString('latin1', start, start + 4)).toBe('mft2');
  const [inputs = 0, outputs = 0, grid = 0] = profile.subarray(start + 8, start + 11);
  const [before, after] = [profile.readUInt16BE(start + 48), profile.readUInt16BE(start + 50)];
  const table = start + 52 + 2 * (before * inputs + outputs * grid ** inputs);
  const copy = Buffer.from(profile);
  for (let at = 0; at < after; at += 1)
    copy.writeUInt16BE(profile.readUInt16BE(table + 2 * (after - 1 - at)), table + 2 * at);
  return copy;
}

/** A JPEG with other bytes in the segments of its profile. */
function withProfile(jpeg: Buffer, profile: Buffer): Buffer {
  const copy = Buffer.from(jpeg);
  let used = 0;
  for (let at = 2; copy[at + 1] !== 0xda; at += 2 + copy.readUInt16BE(at + 2)) {
    if (copy.toString('latin1', at + 4, at + 15) !== 'ICC_PROFILE') continue;
    const length = copy.readUInt16BE(at + 2) - 16;
    profile.copy(copy, at + 18, used, used + length);
    used += length;
  }
  expect(used).toBe(profile.length);
  return copy;
}

test('a CMYK JPEG has the colours that its own profile says', async () => {
  const colour = { r: 40, g: 120, b: 190 };
  const rgb = await sharp({ create: { width: 40, height: 30, channels: 3, background: colour } })
    .png()
    .toBuffer();
  const cmyk = await sharp(rgb).toColourspace('cmyk').withIccProfile('cmyk').jpeg({ quality: 100 }).toBuffer();
  const { icc, space } = await sharp(cmyk).metadata();
  expect(space).toBe('cmyk');
  const shown = fullOf(await encode(cmyk)).bytes;
  const other = fullOf(await encode(withProfile(cmyk, inverted(icc ?? Buffer.alloc(0))))).bytes;
  expect((await difference(rgb, shown)).max).toBeLessThan(60);
  expect((await difference(shown, other)).mean).toBeGreaterThan(15);
});
