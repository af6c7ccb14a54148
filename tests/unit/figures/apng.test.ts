import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { encode, fullOf } from './images.js';

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const bytes = Buffer.alloc(body.length + 8);
  bytes.writeUInt32BE(data.length, 0);
  body.copy(bytes, 4);
  bytes.writeUInt32BE(crc32(body), body.length + 4);
  return bytes;
}

function numbers(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, 4 * index);
  return bytes;
}

interface Film {
  readonly width?: number;
  readonly frames?: number;
  /** Pixels of the frames after the first, in place of one of their colour. */
  readonly later?: Buffer;
  readonly extra?: readonly Buffer[];
}

/** An animated PNG of plain RGB frames. */
function apng({ width = 20, frames = 3, later, extra = [] }: Film = {}): Buffer {
  const pixels = (colour: number): Buffer =>
    Buffer.concat(
      Array.from({ length: width }, () => Buffer.concat([Buffer.alloc(1), Buffer.alloc(3 * width, colour)])),
    );
  const control = (sequence: number): Buffer =>
    chunk('fcTL', Buffer.concat([numbers(sequence, width, width, 0, 0), Buffer.from([0, 1, 0, 10, 0, 0])]));
  const parts = [
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', Buffer.concat([numbers(width, width), Buffer.from([8, 2, 0, 0, 0])])),
    chunk('acTL', numbers(frames, 0)),
    ...extra,
    control(0),
    chunk('IDAT', deflateSync(pixels(10))),
  ];
  for (let frame = 1; frame < frames; frame += 1) {
    parts.push(control(2 * frame - 1));
    parts.push(chunk('fdAT', Buffer.concat([numbers(2 * frame), deflateSync(later ?? pixels(60 * frame))])));
  }
  return Buffer.concat([...parts, chunk('IEND', Buffer.alloc(0))]);
}

describe('an animated PNG', () => {
  test('is the source without its metadata', async () => {
    const source = apng({ extra: [chunk('tEXt', Buffer.from('Author\0Somebody')), chunk('eXIf', Buffer.alloc(30))] });
    const figure = await encode(source);
    expect([figure.animated, figure.transparent, figure.variants.length, fullOf(figure).format]).toEqual([
      true,
      false,
      1,
      'png',
    ]);
    expect(Buffer.from(fullOf(figure).bytes).equals(apng())).toBe(true);
  });

  test.each([
    ['with a wrong checksum', (source: Buffer) => source.fill(0, source.length - 30, source.length - 28)],
    ['that is truncated in its last frame', (source: Buffer) => source.subarray(0, source.length - 30)],
    [
      'with frames in another order',
      (source: Buffer) => {
        const at = source.indexOf('fdAT');
        source.writeUInt32BE(9, at + 4);
        source.writeUInt32BE(
          crc32(source.subarray(at, at + 4 + source.readUInt32BE(at - 4))),
          at + 4 + source.readUInt32BE(at - 4),
        );
        return source;
      },
    ],
  ])('%s shows its first frame or is refused', async (_, damage) => {
    const result = await encode(damage(apng())).then(
      ({ animated, variants }) => [animated, variants.map(({ format }) => format)],
      (error: Error) => error.message,
    );
    expect([
      [false, ['webp']],
      'The picture is damaged or incomplete: export it again and replace the file.',
    ]).toContainEqual(result);
  });

  test('whose frame decompresses to more than its pixels shows its first frame', async () => {
    const figure = await encode(apng({ later: Buffer.alloc(50_000_000) }));
    expect([figure.animated, fullOf(figure).format]).toEqual([false, 'webp']);
  });

  test('that is too long shows its first frame', async () => {
    const figure = await encode(apng(), { maxPixels: 1_199 });
    expect([figure.animated, fullOf(figure).format]).toEqual([false, 'webp']);
  });
});
