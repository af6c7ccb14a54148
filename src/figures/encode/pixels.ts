/** Decoded pixels: 8 bits per channel, sRGB, upright; three channels, or four with straight alpha. */
export interface Pixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
}

/**
 * Drops an alpha channel in which every pixel is opaque, as screenshots have it: with one, resizing takes more than twice
 * as long. The result shares the buffer, so the argument must not be used afterwards.
 */
export function dropOpaqueAlpha(pixels: Pixels): Pixels {
  const { data, width, height, channels } = pixels;
  if (channels === 3) return pixels;
  const words = new DataView(data.buffer, data.byteOffset, data.length);
  if (hasTransparency(words)) return pixels;
  // Four pixels at a time, sixteen bytes to twelve: byte by byte takes five times as long.
  const whole = data.length - (data.length % 16);
  let to = 0;
  for (let from = 0; from < whole; from += 16, to += 12) {
    const second = words.getInt32(from + 4, true);
    const third = words.getInt32(from + 8, true);
    words.setInt32(to, (words.getInt32(from, true) & 0xffffff) | (second << 24), true);
    words.setInt32(to + 4, ((second >>> 8) & 0xffff) | (third << 16), true);
    words.setInt32(to + 8, ((third >>> 16) & 0xff) | (words.getInt32(from + 12, true) << 8), true);
  }
  for (let from = whole; from < data.length; from += 4, to += 3) data.copyWithin(to, from, from + 3);
  return { data: data.subarray(0, to), width, height, channels: 3 };
}

function hasTransparency(rgba: DataView): boolean {
  const length = rgba.byteLength;
  let all = -1;
  for (let at = 0; at < length; at += 4) all &= rgba.getInt32(at, true);
  return all >>> 24 !== 255;
}

/** How many pixels are looked at, in whole rows evenly spread: enough for a share, and the same time for any size. */
const sampledPixels = 100_000;

function rowStep({ width, height }: Pixels): number {
  return Math.max(1, Math.floor((width * height) / sampledPixels));
}

/**
 * The share of pixels, 0 to 1, that differ both from their left and from their upper neighbour. Screenshots of plain
 * interfaces are below 0.07, photographs and images with a noisy background above 0.2.
 */
export function detailShare(pixels: Pixels): number {
  const { data, channels } = pixels;
  const differ = (a: number, b: number): boolean =>
    data[a] !== data[b] ||
    data[a + 1] !== data[b + 1] ||
    data[a + 2] !== data[b + 2] ||
    (channels === 4 && data[a + 3] !== data[b + 3]);
  return shareOf(pixels, (at, left, above) => differ(at, left) && differ(at, above));
}

/** Difference in Cb and Cr together (each -128 to 127) above which halved chroma visibly dulls thin lines and letters. */
const strongChroma = 60;

/**
 * The share of pixels, 0 to 1, whose colour differs strongly from their left or upper neighbour's, as along coloured
 * text and lines.
 */
export function chromaEdgeShare(pixels: Pixels): number {
  const { data } = pixels;
  const differ = (a: number, b: number): boolean => {
    const red = (data[a] ?? 0) - (data[b] ?? 0);
    const green = (data[a + 1] ?? 0) - (data[b + 1] ?? 0);
    const blue = (data[a + 2] ?? 0) - (data[b + 2] ?? 0);
    // Cb and Cr of ITU-R BT.601 in 256ths; they are linear, so those of the difference are the difference of those.
    const cb = Math.abs(128 * blue - 43 * red - 85 * green);
    const cr = Math.abs(128 * red - 107 * green - 21 * blue);
    return cb + cr > strongChroma * 256;
  };
  return shareOf(pixels, (at, left, above) => differ(at, left) || differ(at, above));
}

/**
 * The share of the sampled pixels, 0 to 1, that match.
 *
 * @param matches Gets the offsets in `data` of a pixel, and of its left and its upper neighbour.
 */
function shareOf(pixels: Pixels, matches: (at: number, left: number, above: number) => boolean): number {
  const { width, height, channels } = pixels;
  const step = rowStep(pixels);
  let seen = 0;
  let count = 0;
  for (let y = 1; y < height; y += step) {
    seen += width;
    for (let x = 1; x < width; x++) {
      const at = (y * width + x) * channels;
      if (matches(at, at - channels, at - width * channels)) count++;
    }
  }
  return seen === 0 ? 0 : count / seen;
}
