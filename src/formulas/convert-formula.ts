import temml from 'temml';
import { type ConvertedFormula, cleanMathMl } from './clean-mathml.js';
import { describeParseError } from './describe-parse-error.js';

/** Converts a formula in TeX. `display`: on lines of its own. */
export type ConvertFormula = (source: string, display: boolean) => ConvertedFormula;

/**
 * Commands that define others. With them a few characters could become millions, and what a formula shows would not be
 * what is written in it.
 */
const definition =
  /\\(?:[egx]?def|let|futurelet|global|long|(?:re)?newcommand|providecommand|DeclareMathOperator|definecolor)(?![a-zA-Z])/;

/** Refers to numbers of other formulas, which the library has no way of knowing. */
const reference = /\\(?:eq)?ref(?![a-zA-Z])/;

/** Formulas in a sentence that are longer may be wider than a phone. */
const shortLength = 30;

/** Maximum number of formulas that are remembered, and of characters in one. */
const maxRemembered = 1_000;
const maxRememberedLength = 500;

const known = new Map<string, ConvertedFormula>();

/** Converts a formula in TeX to MathML Core. A report's page and its problems both ask, so results are remembered. */
export function convertFormula(source: string, display: boolean): ConvertedFormula {
  const key = `${display ? '$$' : '$'}${source}`;
  const converted = known.get(key) ?? convert(source, display);
  if (source.length > maxRememberedLength) return converted;
  if (known.size >= maxRemembered) known.clear();
  known.set(key, converted);
  return converted;
}

function convert(source: string, display: boolean): ConvertedFormula {
  const refused = definition.exec(source)?.[0] ?? reference.exec(source)?.[0];
  if (refused !== undefined) return { reason: `the command “${refused}” is not allowed` };
  try {
    const mayWrap = !display && source.length > shortLength;
    return cleanMathMl(renderTex(source, display, mayWrap), { source, display, mayWrap });
  } catch (error) {
    return { reason: describeParseError(error) };
  }
}

/** GitHub allows environments such as `align` between single dollar signs too; the library only on lines of their own. */
function renderTex(source: string, display: boolean, mayWrap: boolean): string {
  try {
    return temml.renderToString(source, { ...options, displayMode: display, wrap: mayWrap ? 'tex' : 'none' });
  } catch (error) {
    if (display || !/only in display mode/.test(String(error))) throw error;
    return temml.renderToString(source, { ...options, displayMode: true });
  }
}

/** `trust: false` refuses commands that make links, load pictures or set attributes. Sizes are in em and in points. */
const options = {
  trust: false,
  throwOnError: true,
  maxSize: [20, 200] as [number, number],
  // Only the library's own macros are expanded, each at most a few times per character.
  maxExpand: 10_000,
};
