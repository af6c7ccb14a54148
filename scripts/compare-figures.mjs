// Shows what encoding does to the text in figures: `node scripts/compare-figures.mjs FOLDER [--out DIR] [--quality N]
// [--full source]`. Of each raster figure in the folder it takes the place with the strongest coloured edges and the one
// with the strongest edges in brightness, and puts the source beside the full resolution, and the source scaled without
// loss beside the reduced width that a page shows, enlarged three times. Prints numbers, and writes sheets as PNG.
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import sharp from 'sharp';

const root = fileURLToPath(new URL('..', import.meta.url));
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', default: 'figure-sheets' },
    quality: { type: 'string', default: '80' },
    full: { type: 'string', default: 'compact' },
  },
});
const [folder] = positionals;
if (folder === undefined) throw new Error('Name a folder with figures: node scripts/compare-figures.mjs FOLDER');

/** Of the source; shown three times as large. */
const crop = { width: 160, height: 56 };
const zoom = 3;
const label = 20;
const cell = { width: crop.width * zoom + 8, height: crop.height * zoom + label };
const rowsPerSheet = 8;
const headings = ['source', 'full resolution', 'source, scaled', 'reduced'];

/** @typedef {{ data: Buffer, width: number, height: number }} Picture RGB, on white. */
/** @typedef {{ left: number, top: number, score: number }} Place */
/** @typedef {{ psnr: number, chroma: number, edgeChroma: number }} Loss */

/** The encoder, bundled from the sources. */
async function loadEncoder() {
  const outfile = join(root, '.cache', `compare-figures-${process.pid}.mjs`);
  try {
    await build({
      stdin: {
        contents: `export { encodeFigure } from './src/figures/encode/encode-figure.ts';
export { figureDefaults } from './src/config/defaults.ts';`,
        resolveDir: root,
      },
      outfile,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      logLevel: 'warning',
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(outfile, { force: true });
  }
}

/**
 * @param {Uint8Array} bytes
 * @param {number} [width]
 * @returns {Promise<Picture>}
 */
async function read(bytes, width) {
  const { data, info } = await sharp(bytes)
    .autoOrient()
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .resize(width === undefined ? {} : { width })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/**
 * Y, Cb and Cr of a pixel.
 *
 * @param {Picture} picture
 * @param {number} at
 */
function ycc({ data }, at) {
  const [r = 0, g = 0, b = 0] = [data[at], data[at + 1], data[at + 2]];
  return [0.299 * r + 0.587 * g + 0.114 * b, -0.169 * r - 0.331 * g + 0.5 * b, 0.5 * r - 0.419 * g - 0.081 * b];
}

/**
 * The crop with the strongest edges: between colours, or between bright and dark.
 *
 * @param {Picture} picture
 * @param {boolean} coloured
 * @returns {Place}
 */
function findPlace(picture, coloured) {
  const { width, height } = picture;
  const [tileX, tileY] = [Math.floor(crop.width / 2), Math.floor(crop.height / 2)];
  let best = { left: 0, top: 0, score: -1 };
  for (let top = 0; top + crop.height <= height; top += tileY)
    for (let left = 0; left + crop.width <= width; left += tileX) {
      let score = 0;
      for (let y = top; y < top + crop.height; y += 2)
        for (let x = left + 1; x < left + crop.width; x++) {
          const at = (y * width + x) * 3;
          const [here, before] = [ycc(picture, at), ycc(picture, at - 3)];
          const luma = Math.abs((here[0] ?? 0) - (before[0] ?? 0));
          const chroma = Math.abs((here[1] ?? 0) - (before[1] ?? 0)) + Math.abs((here[2] ?? 0) - (before[2] ?? 0));
          score += coloured ? Number(chroma > 60) : Number(luma > 60 && chroma < 30);
        }
      if (score > best.score) best = { left, top, score };
    }
  return best;
}

/**
 * Peak signal-to-noise ratio of the brightness in dB, and the mean error of Cb and Cr together: everywhere, and at
 * strong coloured edges.
 *
 * @param {Picture} wanted
 * @param {Picture} got
 * @returns {Loss}
 */
function compare(wanted, got) {
  let [squares, chroma, edgeChroma, edges] = [0, 0, 0, 0];
  const count = wanted.width * wanted.height;
  for (let pixel = 1; pixel < count; pixel++) {
    const at = pixel * 3;
    const [a, b, before] = [ycc(wanted, at), ycc(got, at), ycc(wanted, at - 3)];
    squares += ((a[0] ?? 0) - (b[0] ?? 0)) ** 2;
    const error = Math.abs((a[1] ?? 0) - (b[1] ?? 0)) + Math.abs((a[2] ?? 0) - (b[2] ?? 0));
    chroma += error;
    if (Math.abs((a[1] ?? 0) - (before[1] ?? 0)) + Math.abs((a[2] ?? 0) - (before[2] ?? 0)) > 60) {
      edges += 1;
      edgeChroma += error;
    }
  }
  return {
    psnr: squares === 0 ? Number.POSITIVE_INFINITY : 10 * Math.log10(255 ** 2 / (squares / count)),
    chroma: chroma / count,
    edgeChroma: edges === 0 ? 0 : edgeChroma / edges,
  };
}

/**
 * The same part of a picture of any width, as large as that of the source, with square pixels.
 *
 * @param {Picture} picture
 * @param {Place} place
 * @param {number} sourceWidth
 */
function enlarge({ data, width, height }, { left, top }, sourceWidth) {
  const scale = width / sourceWidth;
  const region = {
    left: Math.min(Math.round(left * scale), width - 1),
    top: Math.min(Math.round(top * scale), height - 1),
    width: 0,
    height: 0,
  };
  region.width = Math.max(1, Math.min(Math.round(crop.width * scale), width - region.left));
  region.height = Math.max(1, Math.min(Math.round(crop.height * scale), height - region.top));
  return sharp(data, { raw: { width, height, channels: 3 } })
    .extract(region)
    .resize({ width: crop.width * zoom, height: crop.height * zoom, fit: 'fill', kernel: 'nearest' })
    .png()
    .toBuffer();
}

/** @param {string} text */
function caption(text) {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${cell.width * headings.length}" height="${label}"><text x="4" y="15" font-family="sans-serif" font-size="13">${escaped}</text></svg>`,
  );
}

/**
 * @param {string} path
 * @param {Awaited<ReturnType<typeof loadEncoder>>} encoder
 */
async function compareFigure(path, { encodeFigure, figureDefaults }) {
  const bytes = await readFile(path);
  const figure = await encodeFigure({
    bytes,
    options: { ...figureDefaults, quality: Number(values.quality), full: values.full },
  });
  if ('failure' in figure) return { lines: [`${basename(path)}: ${figure.reason}`], rows: [] };
  const source = await read(bytes);
  const lines = [];
  for (const variant of figure.variants) {
    const got = await read(variant.bytes);
    const { psnr, chroma, edgeChroma } = compare(
      got.width === source.width ? source : await read(bytes, got.width),
      got,
    );
    lines.push(
      `${basename(path)} ${variant.format} ${variant.width}: ${Math.round(variant.bytes.length / 1000)} kB of ` +
        `${Math.round(bytes.length / 1000)}, PSNR ${psnr.toFixed(1)} dB, chroma error ${chroma.toFixed(2)}, ` +
        `at coloured edges ${edgeChroma.toFixed(1)}`,
    );
  }
  const [shown, full] = [figure.variants[0], figure.variants.at(-1)];
  const pictures = [source, await read(full.bytes), await read(bytes, shown.width), await read(shown.bytes)];
  const rows = [];
  for (const coloured of [true, false]) {
    const place = findPlace(source, coloured);
    if (place.score <= 0) continue;
    const cells = await Promise.all(pictures.map((picture) => enlarge(picture, place, source.width)));
    rows.push({
      text: `${basename(path)}, ${source.width} wide: ${headings[0]} · ${headings[1]} (${full.format}) · ${headings[2]} to ${shown.width} · ${headings[3]}`,
      cells,
    });
  }
  return { lines, rows };
}

const encoder = await loadEncoder();
const names = (await readdir(folder, { recursive: true })).filter((name) =>
  /\.(png|jpe?g|webp|avif|tiff?)$/i.test(name),
);
const rows = [];
for (const name of names.sort()) {
  const result = await compareFigure(join(folder, name), encoder);
  for (const line of result.lines) console.log(line);
  for (const row of result.rows) rows.push(row);
}
const out = resolve(values.out);
await mkdir(out, { recursive: true });
for (let start = 0; start < rows.length; start += rowsPerSheet) {
  const sheet = rows.slice(start, start + rowsPerSheet);
  const target = join(out, `sheet-${start / rowsPerSheet + 1}.png`);
  await sharp({
    create: {
      width: cell.width * headings.length,
      height: cell.height * sheet.length,
      channels: 3,
      background: '#ccc',
    },
  })
    .composite(
      sheet.flatMap(({ text, cells }, row) => [
        { input: caption(text), left: 0, top: row * cell.height },
        ...cells.map((input, column) => ({
          input,
          left: column * cell.width,
          top: row * cell.height + label,
        })),
      ]),
    )
    .png()
    .toFile(target);
  console.log(target);
}
