/** Decoded pixels: 8 bits per channel, sRGB, upright; three channels, or four with straight alpha. */
export interface Pixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
}

/** Whether any pixel is not opaque. */
export function isTransparent({ data, channels }: Pixels): boolean {
  if (channels === 3) return false;
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return true;
  return false;
}

/**
 * The share of pixels, 0 to 1, that differ both from their left and from their upper neighbour. Screenshots of plain
 * interfaces are below 0.07, photographs and images with a noisy background above 0.2.
 */
export function detailShare(pixels: Pixels): number {
  const { width, height } = pixels;
  const values = packed(pixels);
  let detailed = 0;
  for (let y = 1; y < height; y++) {
    const row = y * width;
    for (let x = 1; x < width; x++) {
      const value = values[row + x];
      if (value !== values[row + x - 1] && value !== values[row + x - width]) detailed++;
    }
  }
  return detailed / (width * height);
}

/** The pixels as one 32-bit number each. */
function packed({ data, width, height, channels }: Pixels): Uint32Array {
  if (channels === 4 && data.byteOffset % 4 === 0) return new Uint32Array(data.buffer, data.byteOffset, width * height);
  const values = new Uint32Array(width * height);
  for (let pixel = 0, at = 0; pixel < values.length; pixel++, at += channels) {
    const alpha = channels === 4 ? (data[at + 3] ?? 0) : 0;
    values[pixel] = (data[at] ?? 0) | ((data[at + 1] ?? 0) << 8) | ((data[at + 2] ?? 0) << 16) | (alpha << 24);
  }
  return values;
}
