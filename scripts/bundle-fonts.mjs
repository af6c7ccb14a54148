// Subsets the typefaces of the pages, and puts them into their style sheet.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { convert } from 'fontverter';
import subsetFont from 'subset-font';

/** @param {number} from @param {number} to */
const range = (from, to) => String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, index) => from + index));

const latin = `${range(0x20, 0x7e)}${range(0xa0, 0xff)}–—‘’‚“”„•…′″‹›⁄€™−∕`;
const latinExtended = `${range(0x100, 0x17f)}ȘșȚț`;
const punctuation = `${range(0x2010, 0x2015)}†‡‰`;
const symbols = '←↑→↓↔↕↖↗↘↙⇐⇒⇔≈≠≤≥∞√∑∏∂∆∫◊✓✗⅓⅔Ωπ';

const serif = 'node_modules/@fontsource-variable/source-serif-4';
const sans = 'node_modules/inter-ui';
const upright = { wght: { min: 400, max: 700 } };

/**
 * What each address in `fonts.css` stands for. Symbols are of the sans-serif alone, which comes after the serif: Fontsource
 * has none. Real italics are of one weight, for the browser slants and thickens what is rare.
 *
 * @type {Readonly<Record<string, { source: string, text: string, variationAxes: Record<string, number | { min: number, max: number }> }>>}
 */
const faces = {
  'serif-latin': {
    source: `${serif}/files/source-serif-4-latin-wght-normal.woff2`,
    text: latin,
    variationAxes: upright,
  },
  'serif-extended': {
    source: `${serif}/files/source-serif-4-latin-ext-wght-normal.woff2`,
    text: latinExtended,
    variationAxes: upright,
  },
  'serif-italic-latin': {
    source: `${serif}/files/source-serif-4-latin-wght-italic.woff2`,
    text: latin,
    variationAxes: { wght: 400 },
  },
  'serif-italic-extended': {
    source: `${serif}/files/source-serif-4-latin-ext-wght-italic.woff2`,
    text: latinExtended,
    variationAxes: { wght: 400 },
  },
  sans: {
    source: `${sans}/variable/InterVariable.woff2`,
    text: latin + latinExtended + punctuation + symbols,
    variationAxes: { wght: { min: 400, max: 600 }, opsz: 14 },
  },
};

/** The features that browsers apply by themselves or that our styles ask for. */
const keepFeatures = ['ccmp', 'kern', 'liga', 'lnum', 'locl', 'mark', 'mkmk', 'tnum'];

/** The packages that the faces come from. */
export const fontPackages = [serif, sans];

/**
 * Puts the subsets in place of their addresses, as `data:` URLs: Firefox loads no font from another file on disk.
 *
 * @param {string} root The package's folder.
 * @param {string} sheet A style sheet with addresses of the form `url(handin:NAME)`.
 * @returns {Promise<string>}
 */
export async function embedFonts(root, sheet) {
  /** @type {Map<string, string>} */
  const encoded = new Map();
  for (const [name, { source, text, variationAxes }] of Object.entries(faces)) {
    const font = await subsetFont(readFileSync(join(root, source)), text, {
      targetFormat: 'sfnt',
      variationAxes,
      keepFeatures,
      noHinting: true,
    });
    encoded.set(name, (await convert(rename(font), 'woff2')).toString('base64'));
  }
  return sheet.replace(/url\("?handin:([\w-]+)"?\)/g, (_, name) => {
    const font = encoded.get(name);
    if (font === undefined) throw new Error(`fonts.css names the face ${name}, which scripts/bundle-fonts.mjs lacks.`);
    return `url(data:font/woff2;base64,${font})`;
  });
}

/**
 * Renames Source Serif, whose licence reserves that name for the original, in its table of names.
 *
 * @param {Buffer} font
 */
function rename(font) {
  let names = font.toString('latin1');
  for (const encode of [
    (/** @type {string} */ text) => text,
    (/** @type {string} */ text) => `\0${[...text].join('\0')}`,
  ])
    for (const rest of ['Serif', ' Serif']) names = names.replaceAll(encode(`Source${rest}`), encode(`Handin${rest}`));
  return Buffer.from(names, 'latin1');
}
