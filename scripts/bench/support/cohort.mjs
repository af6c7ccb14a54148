import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withOtherBytes } from './other-bytes.mjs';
import { withOtherWords } from './other-words.mjs';

/** @typedef {{ path: string, bytes: Buffer }} Picture */
/** @typedef {{ name: string, text: string, pictures: readonly Picture[] }} Model A report to make others from. */
/** @typedef {{ models: readonly Model[], template: string }} Sources */
/** @typedef {'distinct' | 'same' | 'none'} FigureKind Other bytes in each report, the same bytes, or no figures. */

const root = fileURLToPath(new URL('../../..', import.meta.url));
const image = /!\[([^\]]*)\]\(([^)\s]+)[^)]*\)|<img\b[^>]*?\bsrc="([^"]*)"[^>]*>/g;

/** Eleventy would look for the layout that it names. */
const frontMatter = /^---\r?\n[\s\S]*?\n---\r?\n/;

/**
 * Real reports where they are to be had, beside the checkout; else the sample course.
 *
 * @returns {Sources}
 */
export function findSources() {
  const corpus = join(root, '..', 'shared', 'corpus');
  const isReal = existsSync(corpus);
  const home = join(isReal ? corpus : root, 'reports');
  const names = readdirSync(home).filter((name) => existsSync(join(home, name, 'README.md')));
  const pool = names.flatMap((name) => findPictures(join(home, name)));
  return {
    models: names.map((name) => makeModel(home, name, pool)),
    template: isReal ? join(corpus, 'templates', '2025.md') : join(home, 'template.md'),
  };
}

/**
 * Figures behind addresses become local ones of the pool, because there may be no network, and figures that the report
 * does not show, or links to only, are put at its end: about nine for each of the real reports.
 *
 * @param {string} home
 * @param {string} name
 * @param {readonly Picture[]} pool
 * @returns {Model}
 */
function makeModel(home, name, pool) {
  const own = findPictures(join(home, name));
  /** @type {Picture[]} */
  const borrowed = [];
  const readme = readFileSync(join(home, name, 'README.md'), 'utf8').replace(frontMatter, '');
  const text = readme.replace(image, (whole, alt, address, src) => {
    if (!/^https?:/.test(address ?? src)) return whole;
    const picture = pool[(borrowed.length * 7) % pool.length];
    if (!picture) return '';
    const path = `figures/borrowed-${borrowed.length}${extname(picture.path)}`;
    borrowed.push({ path, bytes: picture.bytes });
    return `![${alt ?? 'A screenshot'}](${path})`;
  });
  const shown = new Set([...text.matchAll(image)].map(([, , address, src]) => address ?? src));
  const unused = own.filter(({ path }) => !shown.has(path));
  return { name, text: text + unused.map(showPicture).join(''), pictures: [...own, ...borrowed] };
}

/** @param {Picture} picture */
function showPicture({ path }) {
  return `\n\n![Also ${path}](${path})\n`;
}

/**
 * @param {string} folder
 * @returns {readonly Picture[]}
 */
function findPictures(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(png|jpe?g|gif|svg)$/i.test(path))
    .sort()
    .map((path) => ({ path: path.replaceAll('\\', '/'), bytes: readFileSync(join(folder, path)) }));
}

/**
 * Makes a folder `reports` with as many reports as asked for, each in words of its own.
 *
 * @param {string} folder
 * @param {Sources} sources
 * @param {{ count: number, figures: FigureKind, text?: boolean }} wanted `text`: false for nothing but the figures
 */
export function makeCohort(folder, { models }, { count, figures, text = true }) {
  for (let index = 0; index < count; index += 1) {
    const model = models[index % models.length];
    if (!model) throw new Error('There is no report to make others from.');
    const name = `${model.name}-${index}`;
    const target = join(folder, 'reports', name);
    mkdirSync(target, { recursive: true });
    const words = text
      ? withOtherWords(figures === 'none' ? withoutFigures(model.text) : model.text, index)
      : `# Figures\n${model.pictures.map(showPicture).join('')}`;
    writeFileSync(join(target, 'README.md'), words);
    if (figures === 'none') continue;
    for (const { path, bytes } of model.pictures) {
      mkdirSync(dirname(join(target, path)), { recursive: true });
      writeFileSync(join(target, path), figures === 'distinct' ? withOtherBytes(bytes, name) : bytes);
    }
  }
}

/**
 * Without images, and without links to them.
 *
 * @param {string} text
 */
function withoutFigures(text) {
  return text.replace(image, '').replace(/\[([^\]]*)\]\((?![a-z]+:|#)[^)]*\)/g, '$1');
}

/**
 * The sample course's configuration for a cohort.
 *
 * @param {string} folder
 * @param {{ template?: string, full?: 'source' }} options
 */
export function configure(folder, { template, full }) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'build.config.ts'),
    `import { defineConfig } from 'handin';

export default defineConfig({
  title: 'Course',
  reports: 'reports/*',
${template === undefined ? '' : `  template: ${JSON.stringify(template)},\n`}${full === undefined ? '' : `  figures: { full: '${full}' },\n`}  site: {
    noindex: false,
    links: [{ title: 'Markdown in ten minutes', href: 'https://commonmark.org/help/' }],
  },
});
`,
  );
}
