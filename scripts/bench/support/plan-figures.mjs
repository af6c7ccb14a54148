import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import sharp from 'sharp';

/** @typedef {import('sharp').WebpOptions} WebpOptions */
/** @typedef {{ to: string, width: number, height: number, webp?: WebpOptions }} PlannedOutput A copy without `webp`. */
/** @typedef {{ source: string, opaque: boolean, animated: boolean, outputs: PlannedOutput[] }} PlannedFigure */
/** @typedef {{ file: string, width: number, height: number, webp?: WebpOptions, opaque: boolean, exact: boolean }} Recipe */

/** All that a figure can be encoded with by default, lossy and lossless. */
const lossy = [2, 0].flatMap((effort) =>
  [false, true].map((smartSubsample) => ({ quality: 80, effort, smartSubsample })),
);
const lossless = [{ lossless: true, effort: 1 }];

/**
 * Lists how to make the figures of a built site with sharp alone. Which settings a file was encoded with is found by
 * trying them: those with which sharp makes the same bytes, else those that come closest in size.
 *
 * @param {{ reports: string, site: string, out: string, file: string }} folders `file` is where the plan is put
 * @returns {Promise<{ outputs: number, exact: number }>} How many files there are, and how many of them are the same bytes
 */
export async function planFigures({ reports, site, out, file }) {
  /** @type {Map<string, Recipe>} */
  const known = new Map();
  /** @type {PlannedFigure[]} */
  const plan = [];
  let [outputs, exact] = [0, 0];
  for (const group of readdirSync(reports)) {
    for (const { source, files } of findFigures(join(reports, group), join(site, group, 'figures'))) {
      const recipes = [];
      for (const made of files) {
        // The name holds the digest of the content: figures that look the same need one search.
        const key = basename(made);
        const recipe = known.get(key) ?? (await findRecipe(source, made));
        known.set(key, recipe);
        recipes.push({ ...recipe, file: made });
      }
      outputs += recipes.length;
      exact += recipes.filter((recipe) => recipe.exact).length;
      plan.push({
        source,
        opaque: recipes.every(({ opaque }) => opaque),
        animated: recipes.some(({ webp }) => webp) && ((await sharp(source).metadata()).pages ?? 1) > 1,
        outputs: recipes.map(({ file: made, width, height, webp }) => ({
          to: join(out, group, basename(made)),
          width,
          height,
          ...(webp && { webp }),
        })),
      });
    }
  }
  writeFileSync(file, JSON.stringify(plan));
  return { outputs, exact };
}

/**
 * The figures that a site shows of a report: source and files, the narrowest first.
 *
 * @param {string} report
 * @param {string} folder
 * @returns {readonly { source: string, files: readonly string[] }[]}
 */
export function findFigures(report, folder) {
  const sources = readdirSync(report, { recursive: true, encoding: 'utf8' })
    .filter((path) => extname(path) !== '' && !path.endsWith('.md'))
    .map((path) => ({ stem: stemOf(basename(path, extname(path))), source: join(report, path) }));
  /** @type {Map<string, { width: number, file: string }[]>} */
  const found = new Map();
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const [, stem, width] = /^(.*)-(\d+)w-[0-9a-f]+\.\w+$/.exec(name) ?? [];
    const source = sources.find((candidate) => candidate.stem === stem)?.source;
    if (source === undefined) throw new Error(`${join(folder, name)} has no source in ${report}`);
    const files = found.get(source) ?? [];
    files.push({ width: Number(width), file: join(folder, name) });
    found.set(source, files);
  }
  return [...found].map(([source, files]) => ({
    source,
    files: files.sort((a, b) => a.width - b.width).map(({ file }) => file),
  }));
}

/** @param {string} name */
function stemOf(name) {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

/**
 * @param {string} source
 * @param {string} file
 * @returns {Promise<Recipe>}
 */
async function findRecipe(source, file) {
  const wanted = readFileSync(file);
  if (!file.endsWith('.webp') || wanted.equals(readFileSync(source)))
    return { file, width: 0, height: 0, opaque: true, exact: true };
  const { width = 0, height = 0, pageHeight = height, hasAlpha, pages = 1 } = await sharp(wanted).metadata();
  const opaque = !hasAlpha;
  const { data, info } = await (opaque ? decode(source).removeAlpha() : decode(source))
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const small = () =>
    (pages > 1 ? sharp(source, { animated: true }) : sharp(data, { raw: info })).resize({
      width,
      height: pageHeight,
      fit: 'fill',
    });
  /** @type {{ webp: WebpOptions, distance: number }[]} */
  const tried = [];
  for (const webp of wanted.includes('VP8L') ? lossless : lossy) {
    const made = await small().webp(webp).toBuffer();
    const recipe = { file, width, height: pageHeight, webp, opaque };
    if (made.equals(wanted)) return { ...recipe, exact: true };
    tried.push({ webp, distance: Math.abs(made.length - wanted.length) });
  }
  const [closest] = tried.sort((a, b) => a.distance - b.distance);
  return { file, width, height: pageHeight, ...(closest && { webp: closest.webp }), opaque, exact: false };
}

/** @param {string} source */
function decode(source) {
  return sharp(source).autoOrient().toColourspace('srgb');
}
