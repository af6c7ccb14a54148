import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { figureDefaults } from '../../../src/config/defaults.js';
import { encodeFigure } from '../../../src/figures/encode/encode-figure.js';
import { cpuMilliseconds } from '../../support/cpu-time.js';
import { difference, encode, fullOf, noise, photo, refusal, screenshot } from './images.js';

const summary = (figure: Awaited<ReturnType<typeof encode>>) =>
  figure.variants.map(({ format, width, height }) => `${format} ${width}x${height}`);

describe('widths', () => {
  test('the configured ones, ascending, then the full resolution; none enlarged', async () => {
    expect(summary(await encode(await photo(2400, 1200).jpeg().toBuffer()))).toEqual([
      'webp 800x400',
      'webp 1600x800',
      'jpeg 2400x1200',
    ]);
    expect(summary(await encode(await photo(640, 480).jpeg().toBuffer()))).toEqual(['jpeg 640x480']);
  });

  test('a width close to the full resolution is left out', async () => {
    expect(summary(await encode(await photo(1900, 1000).jpeg().toBuffer()))).toEqual([
      'webp 800x421',
      'jpeg 1900x1000',
    ]);
    expect(summary(await encode(await photo(1000, 10).png().toBuffer()))).toEqual(['webp 800x8', 'webp 1000x10']);
  });

  test('a width that saves no bytes is left out', async () => {
    // Large flat areas: lossless they take a few hundred bytes at any width, while soft edges take more.
    const flat = await sharp({ create: { width: 1800, height: 1200, channels: 3, background: '#eee' } })
      .composite([
        { input: { create: { width: 600, height: 500, channels: 3, background: '#36c' } }, left: 101, top: 77 },
      ])
      .png({ compressionLevel: 0 })
      .toBuffer();
    expect(summary(await encode(flat))).toEqual(['webp 1800x1200']);
  });

  test('unsorted, duplicate and no configured widths', async () => {
    const source = await photo(900, 300).jpeg().toBuffer();
    expect(summary(await encode(source, { widths: [400, 100, 400, 5000] }))).toEqual([
      'webp 100x33',
      'webp 400x133',
      'jpeg 900x300',
    ]);
    expect(summary(await encode(source, { widths: [] }))).toEqual(['jpeg 900x300']);
    expect(summary(await encode(await photo(3000, 1).png().toBuffer(), { widths: [1] })).at(0)).toBe('webp 1x1');
  });

  test('an image too tall for WebP keeps its full resolution in another format', async () => {
    const tall = await sharp({ create: { width: 300, height: 17_000, channels: 3, background: '#eee' } })
      .composite([{ input: await screenshot(300, 200).png().toBuffer(), left: 0, top: 9000 }])
      .png()
      .toBuffer();
    const figure = await encode(tall, { widths: [100] });
    expect(summary(figure)).toEqual(['webp 100x5667', 'png 300x17000']);
    expect((await difference(fullOf(figure).bytes, tall)).max).toBe(0);
    const photograph = await encode(await photo(17_000, 64).jpeg({ quality: 95 }).toBuffer(), { widths: [] });
    expect(summary(photograph)).toEqual(['jpeg 17000x64']);
  });

  test('AVIF beside WebP, and alone', async () => {
    const source = await photo(1200, 300).jpeg({ quality: 95 }).toBuffer();
    const both = await encode(source, { formats: ['avif', 'webp'], widths: [400] });
    expect(summary(both)).toEqual(['avif 400x100', 'webp 400x100', 'avif 1200x300', 'jpeg 1200x300']);
    expect(summary(await encode(source, { formats: ['avif'], widths: [400] }))).toEqual([
      'avif 400x100',
      'avif 1200x300',
    ]);
    expect((await sharp(both.variants[0]?.bytes).metadata()).compression).toBe('av1');
  });
});

describe('quality', () => {
  test('a screenshot is lossless at full resolution', async () => {
    const source = await screenshot(1500, 600).png({ compressionLevel: 0 }).toBuffer();
    const full = fullOf(await encode(source));
    expect(full.format).toBe('webp');
    expect(await difference(full.bytes, source)).toEqual({ max: 0, mean: 0 });
  });

  test('small coloured text keeps its colour in lossy reduced widths', async () => {
    const source = await screenshot(1000, 240).png().toBuffer();
    const reduced = (await encode(source, { widths: [500] })).variants[0];
    const expected = await sharp(source).resize(500).png().toBuffer();
    expect(reduced?.width).toBe(500);
    const smart = await difference(reduced?.bytes ?? source, expected);
    const plain = await difference(await sharp(expected).webp({ quality: 80 }).toBuffer(), expected);
    expect(smart.mean).toBeLessThan(3);
    expect(smart.mean).toBeLessThan(plain.mean);
  });

  test('a photograph stays close to the source', async () => {
    const source = await photo(900, 600).jpeg({ quality: 90 }).toBuffer();
    expect((await difference(fullOf(await encode(source)).bytes, source)).mean).toBeLessThan(6);
  });

  test('the same input gives the same bytes', async () => {
    const source = await photo(1300, 700).png().toBuffer();
    const [a, b] = [await encode(source), await encode(source)];
    expect(a.variants.map(({ bytes }) => Buffer.from(bytes).toString('hex'))).toEqual(
      b.variants.map(({ bytes }) => Buffer.from(bytes).toString('hex')),
    );
  });
});

describe('full resolution', () => {
  const gps = { IFD0: { Artist: 'Secret Name' } };
  const same = (full: { readonly bytes: Uint8Array }, source: Uint8Array) => Buffer.from(full.bytes).equals(source);

  test('of a JPEG is its file', async () => {
    const source = await photo(2000, 1500).jpeg({ quality: 95 }).toBuffer();
    expect(same(fullOf(await encode(source)), source)).toBe(true);
    const named = await photo(2000, 1500).jpeg({ quality: 95 }).withExif(gps).toBuffer();
    expect(same(fullOf(await encode(named)), source)).toBe(true);
  });

  test('of a PNG is its file where encoding would save little, and WebP where it saves much', async () => {
    const small = await screenshot(1500, 600).png({ palette: true, effort: 10 }).toBuffer();
    expect(same(fullOf(await encode(small)), small)).toBe(true);
    const large = await photo(1500, 600).png().toBuffer();
    const full = fullOf(await encode(large));
    expect([full.format, full.bytes.length < large.length / 4]).toEqual(['webp', true]);
  });

  test('of a figure that the page shows as it is, is encoded', async () => {
    const source = await photo(800, 400).png().toBuffer();
    expect(summary(await encode(source))).toEqual(['webp 800x400']);
  });

  test.each([
    ['PNG', () => photo(1500, 600).png().toBuffer()],
    ['WebP', () => photo(1500, 600).webp({ quality: 95 }).toBuffer()],
    ['GIF', () => photo(1500, 150).gif({ effort: 1 }).toBuffer()],
    ['AVIF', () => photo(1500, 600).avif({ effort: 0 }).toBuffer()],
    ['PNG of the page’s width', () => photo(700, 300).png().toBuffer()],
  ])('`source` is the file of a %s', async (_, make) => {
    const source = await make();
    const figure = await encode(source, { full: 'source' });
    expect(same(fullOf(figure), source)).toBe(true);
    expect(figure.variants.slice(0, -1).every(({ format, width }) => format === 'webp' && width === 800)).toBe(true);
  });

  test('`source` has no metadata, and is in the place of AVIF, too', async () => {
    const source = await photo(1500, 600).png().withExif(gps).toBuffer();
    const figure = await encode(source, { full: 'source', formats: ['avif', 'webp'] });
    expect(summary(figure)).toEqual(['avif 800x320', 'webp 800x320', 'png 1500x600']);
    expect(Buffer.from(fullOf(figure).bytes).includes('Secret Name')).toBe(false);
    expect(await difference(fullOf(figure).bytes, source)).toEqual({ max: 0, mean: 0 });
  });

  test.each([
    ['a photograph on its side', () => photo(600, 1500).jpeg().withMetadata({ orientation: 6 }).toBuffer()],
    ['a colour profile', () => photo(1500, 600).png().withIccProfile('p3').toBuffer()],
    ['CMYK', () => photo(1500, 600).toColourspace('cmyk').jpeg().toBuffer()],
    ['TIFF', () => photo(1500, 600).tiff().toBuffer()],
  ])('`source` is encoded where browsers would show the file differently: %s', async (_, make) => {
    const source = await make();
    const figure = await encode(source, { full: 'source' });
    expect(summary(figure)).toEqual(['webp 800x320', 'webp 1500x600']);
    expect(
      (await difference(fullOf(figure).bytes, await sharp(source).autoOrient().png().toBuffer())).mean,
    ).toBeLessThan(8);
  });
});

test('an alpha channel without a transparent pixel changes nothing', async () => {
  for (const [width, height] of [
    [1203, 601],
    [7, 3],
  ] as const) {
    const plain = await screenshot(width, height).removeAlpha().png({ compressionLevel: 0 }).toBuffer();
    const opaque = await sharp(plain).ensureAlpha().png({ compressionLevel: 0 }).toBuffer();
    const [a, b] = [await encode(plain), await encode(opaque)];
    expect(summary(b)).toEqual(summary(a));
    expect(b.transparent).toBe(false);
    for (const [index, { bytes }] of a.variants.entries())
      expect(await difference(b.variants[index]?.bytes ?? bytes, bytes)).toEqual({ max: 0, mean: 0 });
  }
});

describe('never larger in bytes than the source', () => {
  test.each([
    [
      'noise as PNG',
      () =>
        sharp(noise(300 * 300 * 3), { raw: { width: 300, height: 300, channels: 3 } })
          .png()
          .toBuffer(),
    ],
    ['a JPEG of quality 5', () => photo(900, 700).jpeg({ quality: 5, mozjpeg: true }).toBuffer()],
    [
      'a JPEG of quality 5 with metadata',
      () =>
        photo(900, 700)
          .jpeg({ quality: 5 })
          .withExif({ IFD0: { Artist: 'someone' } })
          .toBuffer(),
    ],
    ['a WebP of quality 1', () => photo(900, 700).webp({ quality: 1, effort: 6 }).toBuffer()],
    ['an AVIF of quality 10', () => photo(300, 200).avif({ quality: 10 }).toBuffer()],
    [
      'a dot',
      () =>
        sharp({ create: { width: 2, height: 1, channels: 3, background: '#123456' } })
          .png()
          .toBuffer(),
    ],
    [
      'a transparent dot',
      () =>
        sharp({ create: { width: 2, height: 1, channels: 4, background: '#12345600' } })
          .gif()
          .toBuffer(),
    ],
    ['an icon of 16 colours', () => screenshot(64, 64).png({ palette: true, colours: 16, effort: 10 }).toBuffer()],
    [
      'one line of grey',
      () =>
        sharp(noise(2000), { raw: { width: 2000, height: 1, channels: 1 } })
          .png()
          .toBuffer(),
    ],
  ])('%s', async (_, make) => {
    const source = await make();
    for (const variant of (await encode(source)).variants)
      expect(variant.bytes.length).toBeLessThanOrEqual(source.length);
  });

  test('the source is used as it is when it is the smallest and has no metadata', async () => {
    const dot = await sharp({ create: { width: 3, height: 2, channels: 3, background: '#fff' } })
      .png({ palette: true, colours: 2 })
      .toBuffer();
    const full = fullOf(await encode(await photo(900, 700).jpeg({ quality: 5, mozjpeg: true }).toBuffer()));
    expect(full.format).toBe('jpeg');
    expect(fullOf(await encode(dot)).bytes.length).toBeLessThanOrEqual(dot.length);
  });
});

describe('metadata is removed', () => {
  const gps = {
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '55/1 47/1 0/1' },
    IFD0: { Artist: 'Secret Name', Make: 'Phone' },
  };
  const xmp =
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="Secret Name"/></rdf:RDF></x:xmpmeta>';

  function withPngChunk(png: Buffer, type: string, data: Buffer): Buffer {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    crc.writeUInt32BE(crc32(body));
    return Buffer.concat([png.subarray(0, 33), length, body, crc, png.subarray(33)]);
  }

  const tiny = () => sharp({ create: { width: 2, height: 2, channels: 3, background: '#f00' } });
  test.each([
    ['EXIF with a place', () => photo(500, 300).jpeg().withExif(gps).toBuffer()],
    ['EXIF in a WebP', () => photo(500, 300).webp().withExif(gps).toBuffer()],
    ['EXIF in a PNG', () => photo(500, 300).png().withExif(gps).toBuffer()],
    ['XMP in a JPEG', () => photo(500, 300).jpeg().withXmp(xmp).toBuffer()],
    ['XMP in a PNG', () => photo(500, 300).png().withXmp(xmp).toBuffer()],
    ['a colour profile', () => photo(500, 300).jpeg().withIccProfile('p3').toBuffer()],
    [
      'tEXt in a PNG',
      async () => withPngChunk(await photo(500, 300).png().toBuffer(), 'tEXt', Buffer.from('Author\0Secret Name')),
    ],
    [
      'tEXt in a PNG of four pixels',
      async () => withPngChunk(await tiny().png().toBuffer(), 'tEXt', Buffer.from('Author\0Secret Name')),
    ],
    [
      'an unknown chunk in a PNG',
      async () => withPngChunk(await tiny().png().toBuffer(), 'prVt', Buffer.from('Secret Name')),
    ],
    ['bytes behind a PNG', async () => Buffer.concat([await tiny().png().toBuffer(), Buffer.from('Secret Name')])],
    [
      'a comment in a JPEG of quality 5',
      async () => {
        const jpeg = await photo(900, 700).jpeg({ quality: 5, mozjpeg: true }).toBuffer();
        return Buffer.concat([
          jpeg.subarray(0, 2),
          Buffer.from([0xff, 0xfe, 0, 13]),
          Buffer.from('Secret Name'),
          jpeg.subarray(2),
        ]);
      },
    ],
    [
      'bytes behind a JPEG of quality 5',
      async () =>
        Buffer.concat([
          await photo(900, 700).jpeg({ quality: 5, mozjpeg: true }).toBuffer(),
          Buffer.from('Secret Name'),
        ]),
    ],
    [
      'an extra chunk in a WebP of quality 1',
      async () => {
        const webp = await photo(900, 700).webp({ quality: 1, effort: 6 }).toBuffer();
        const extra = Buffer.concat([webp, Buffer.from('prVt\x0c\0\0\0Secret Name\0', 'latin1')]);
        extra.writeUInt32LE(extra.length - 8, 4);
        return extra;
      },
    ],
  ])('%s', async (_, make) => {
    const source = await make();
    for (const { bytes } of (await encode(source)).variants) {
      const { exif, xmp: packet, icc, iptc, comments } = await sharp(bytes).metadata();
      expect({ exif, packet, icc, iptc, comments }).toEqual({});
      expect(Buffer.from(bytes).includes('Secret Name')).toBe(false);
    }
  });
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])('EXIF orientation %i is applied', async (orientation) => {
  // Four quadrants of different colours: every orientation looks different.
  const quadrants = await sharp(
    Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="80"><rect width="60" height="40" fill="#f00"/><rect x="60" width="60" height="40" fill="#0f0"/><rect y="40" width="60" height="40" fill="#00f"/><rect x="60" y="40" width="60" height="40" fill="#ff0"/></svg>',
    ),
  )
    .removeAlpha()
    .png()
    .toBuffer();
  const stored = await sharp(quadrants)
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
    .withMetadata({ orientation })
    .toBuffer();
  const upright = await sharp(stored).autoOrient().png().toBuffer();
  const full = fullOf(await encode(stored));
  expect([full.width, full.height]).toEqual(orientation > 4 ? [80, 120] : [120, 80]);
  expect((await difference(full.bytes, upright)).mean).toBeLessThan(4);
  expect((await sharp(full.bytes).metadata()).orientation).toBeUndefined();
});

describe('pixel formats', () => {
  const near = async (source: Buffer, most: number) => {
    const figure = await encode(source);
    expect((await difference(fullOf(figure).bytes, source)).mean).toBeLessThan(most);
    return figure;
  };
  test('CMYK JPEG', async () => near(await photo(400, 300).toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer(), 8));
  test('16-bit PNG', async () => near(await photo(400, 300).toColourspace('rgb16').png().toBuffer(), 6));
  test('16-bit greyscale PNG', async () => near(await photo(400, 300).toColourspace('grey16').png().toBuffer(), 6));
  test('PNG with a palette', async () =>
    near(await screenshot(400, 300).png({ palette: true, colours: 16 }).toBuffer(), 3));
  test('1-bit PNG', async () =>
    near(await photo(400, 300).threshold(128).png({ palette: true, colours: 2 }).toBuffer(), 6));
  test('greyscale JPEG', async () => near(await photo(400, 300).greyscale().jpeg().toBuffer(), 6));
  test('TIFF', async () => near(await photo(400, 300).tiff({ compression: 'lzw' }).toBuffer(), 6));
  test('AVIF', async () => near(await photo(400, 300).avif().toBuffer(), 6));

  test('wide-gamut colours are converted to sRGB', async () => {
    const red = await sharp({ create: { width: 200, height: 200, channels: 3, background: '#c83c28' } })
      .png()
      .withIccProfile('p3')
      .toBuffer();
    const stored = await sharp(red).keepIccProfile().raw().toBuffer();
    const [r, g, b] = await sharp(fullOf(await encode(red)).bytes)
      .raw()
      .toBuffer();
    expect([stored[0], r, g, b].map((value) => Math.round((value ?? 0) / 10))).toEqual([19, 20, 6, 4]);
  });

  test('transparent only if some pixel is', async () => {
    const opaque = await screenshot(300, 200).ensureAlpha().png().toBuffer();
    expect((await encode(opaque)).transparent).toBe(false);
    const holed = await sharp({ create: { width: 300, height: 200, channels: 4, background: '#f00' } })
      .composite([
        {
          input: { create: { width: 1, height: 1, channels: 4, background: '#00000080' } },
          blend: 'dest-out',
          left: 299,
          top: 199,
        },
      ])
      .png()
      .toBuffer();
    expect((await encode(holed)).transparent).toBe(true);
    expect((await encode(await photo(100, 100).jpeg().toBuffer())).transparent).toBe(false);
  });

  test('greyscale with alpha', async () => {
    const source = await photo(400, 300).greyscale().ensureAlpha(0.5).png().toBuffer();
    const figure = await near(source, 6);
    expect(figure.transparent).toBe(true);
    expect((await sharp(fullOf(figure).bytes).metadata()).hasAlpha).toBe(true);
  });
});

describe('a file that is not an image is refused with a message', () => {
  const text = (content: string) => Buffer.from(content, 'latin1');
  test.each([
    ['empty', text(''), 'The file is empty: export the figure again and commit the file.'],
    [
      'words',
      text('hello'),
      'The file is not a picture of a known kind: export the figure as PNG, JPEG, WebP, GIF or SVG.',
    ],
    ['page', text('<!DOCTYPE html><p>404'), 'The file is a web page, not a picture: download the picture itself.'],
    [
      'pointer',
      text('version https://git-lfs.github.com/spec/v1\noid sha256:0'),
      'The file is a Git LFS pointer, not the picture: fetch it with "git lfs pull", or commit the picture itself.',
    ],
    ['PDF', text('%PDF-1.7'), 'The file is a PDF, not a picture: export the page as PNG or SVG.'],
    ['HEIC', text('\0\0\0\x18ftypheic\0\0\0\0mif1heic'), 'HEIC photographs cannot be read: export it as JPEG or PNG.'],
    ['BMP', text('BM\x42\0\0\0'), 'BMP pictures cannot be read: save it as PNG.'],
    ['ICO', text('\0\0\x01\0\x01\0'), 'Icon files cannot be read: save it as PNG.'],
  ])('%s', async (_, bytes, reason) => {
    expect(await refusal(bytes)).toBe(reason);
  });

  test.each([0.01, 0.5, 0.95])('truncated to %d of its bytes', async (part) => {
    const damaged = 'The picture is damaged or incomplete: export it again and replace the file.';
    for (const source of [
      await photo(600, 400).png().toBuffer(),
      await photo(600, 400).jpeg().toBuffer(),
      await photo(600, 400).webp().toBuffer(),
    ]) {
      expect(await refusal(source.subarray(0, Math.max(20, Math.floor(source.length * part))))).toBe(damaged);
    }
  });

  test('the file extension does not matter', async () => {
    expect(fullOf(await encode(await photo(50, 50).jpeg().toBuffer())).width).toBe(50);
  });
});

describe('limits', () => {
  function claiming(width: number, height: number, png: Buffer): Buffer {
    const claim = Buffer.from(png);
    claim.writeUInt32BE(width, 16);
    claim.writeUInt32BE(height, 20);
    claim.writeUInt32BE(crc32(claim.subarray(12, 29)), 29);
    return claim;
  }

  test('an image with an enormous declared size is refused by its header', async () => {
    const bomb = claiming(50_000, 50_000, await photo(10, 10).png().toBuffer());
    const [started, memory] = [process.cpuUsage(), process.memoryUsage().rss];
    expect(await refusal(bomb)).toBe(
      'The picture has 50,000 x 50,000 pixels, and the limit is 50,000,000 pixels in all: export a smaller picture.',
    );
    expect(cpuMilliseconds(started)).toBeLessThan(500);
    expect(process.memoryUsage().rss - memory).toBeLessThan(100_000_000);
  });

  test('an image at the pixel limit is allowed', async () => {
    const source = await photo(100, 50).png().toBuffer();
    expect(fullOf(await encode(source, { maxPixels: 5000 })).width).toBe(100);
    expect(await refusal(source, { maxPixels: 4999 })).toBe(
      'The picture has 100 x 50 pixels, and the limit is 4,999 pixels in all: export a smaller picture.',
    );
  });

  test('a file above the size limit', async () => {
    const large = Buffer.alloc(64 * 1024 * 1024 + 1);
    (await photo(10, 10).png().toBuffer()).copy(large);
    expect(await refusal(large)).toBe('The file has 65 MB and the limit is 64 MB: export a smaller picture.');
  });

  test('an abort stops between two encodings', async () => {
    const stop = new AbortController();
    const running = encodeFigure({
      bytes: await photo(2400, 1600).jpeg().toBuffer(),
      options: figureDefaults,
      signal: stop.signal,
    });
    stop.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
  });
});
