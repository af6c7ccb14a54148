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

/** Letters and signs of formulas; HarfBuzz adds the larger brackets, roots and sums that the font has for them. */
const mathematics = [
  range(0x20, 0x7e),
  '¬°±·×÷ˆˉ˙˜¨⃗′″‖…ℏℓ←↑→↓↔↦⇐⇒⇔∀∂∃∅∇∈∉∋−∏∑∓∗∘√∝∞∣∥∧∨∩∪∫∴∼≃≈≠≡≤≥≪≫⊂⊃⊆⊇⊕⊗⊤⊥⋅⋮⋯⋱⌈⌉⌊⌋⟨⟩',
  `${range(0x391, 0x3a9)}${range(0x3b1, 0x3c9)}ϕϵϑ`,
  `${range(0x1d400, 0x1d467)}ℎ${range(0x1d6fc, 0x1d71b)}`,
  'ℂℕℙℚℝℤ𝔼𝔽𝟙',
].join('');

const math = 'node_modules/@fontsource/stix-two-math';
const serif = 'node_modules/@fontsource-variable/source-serif-4';
const sans = 'node_modules/inter-ui';
const upright = { wght: { min: 400, max: 700 } };

/**
 * What each address in `fonts.css` and `formula.css` stands for. Symbols are of the sans-serif alone, which comes after the serif: Fontsource
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
  math: { source: `${math}/files/stix-two-math-latin-400-normal.woff2`, text: mathematics, variationAxes: {} },
};

/** The features that browsers apply by themselves or that our styles ask for. */
const keepFeatures = ['ccmp', 'kern', 'liga', 'lnum', 'locl', 'mark', 'mkmk', 'ssty', 'tnum'];

/** Stay in every page that has the fonts: the licences ask for it. */
const notices = {
  text: '/*! Handin Serif is a part of Source Serif 4, Copyright 2014-2023 Adobe (http://www.adobe.com/), with Reserved Font Name “Source”. Handin Sans is a part of Inter, Copyright 2016 The Inter Project Authors (https://github.com/rsms/inter). Both: SIL Open Font License 1.1, https://openfontlicense.org */',
  math: '/*! Handin Math is a part of STIX Two Math, Copyright 2001-2021 The STIX Fonts Project Authors (https://github.com/stipub/stixfonts), SIL Open Font License 1.1, https://openfontlicense.org */',
};

/** The packages that the faces come from. */
export const fontPackages = [serif, sans, math];

/**
 * Puts the subsets in place of their addresses, as `data:` URLs: Firefox loads no font from another file on disk. A sheet
 * without such addresses stays as it is.
 *
 * @param {string} root The package's folder.
 * @param {string} sheet A style sheet with addresses of the form `url(handin:NAME)`.
 * @returns {Promise<string>}
 */
export async function embedFonts(root, sheet) {
  const named = /url\("?handin:([\w-]+)"?\)/g;
  /** @type {Map<string, string>} */
  const encoded = new Map();
  for (const [, name = ''] of sheet.matchAll(named)) {
    const face = faces[name];
    if (face === undefined)
      throw new Error(`A style sheet names the face ${name}, which scripts/bundle-fonts.mjs lacks.`);
    const { source, text, variationAxes } = face;
    const font = await subsetFont(readFileSync(join(root, source)), text, {
      targetFormat: 'sfnt',
      variationAxes,
      keepFeatures,
      noHinting: true,
    });
    encoded.set(name, (await convert(rename(font), 'woff2')).toString('base64'));
  }
  if (encoded.size === 0) return sheet;
  const embedded = sheet.replace(named, (_, name) => `url(data:font/woff2;base64,${encoded.get(name)})`);
  return `${encoded.has('math') ? notices.math : notices.text}\n${embedded}`;
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
