/**
 * Drawings that adapt to dark mode. The page shows every drawing with transparent parts on a light ground, whatever its
 * colour scheme, and so do the zoom and paper: what a drawing has for dark pages is left out.
 */

/** Longest value that is searched for `light-dark()`. */
const longest = 10_000;

/** A CSS value with each `light-dark(a, b)` replaced by `a`. */
export function onLightGround(value: string): string {
  if (value.length > longest || !/light-dark\(/i.test(value)) return value;
  let result = value;
  for (let start = result.search(call); start >= 0; start = result.search(call)) {
    const open = result.indexOf('(', start);
    const { comma, close } = argumentsAt(result, open);
    if (close < 0) return result;
    const light = result.slice(open + 1, comma < 0 ? close : comma).trim();
    result = result.slice(0, start) + light + result.slice(close + 1);
  }
  return result;
}

const call = /light-dark\(/i;

/** The offsets of the first comma and of the closing bracket that belong to an opening bracket; -1 without one. */
function argumentsAt(text: string, open: number): { readonly comma: number; readonly close: number } {
  let depth = 0;
  let comma = -1;
  for (let at = open; at < text.length; at += 1) {
    const character = text[at];
    if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if (character === ',' && depth === 1 && comma < 0) comma = at;
    if (depth === 0) return { comma, close: at };
  }
  return { comma, close: -1 };
}

/** A condition of `@media` in which the colour scheme is light. */
export function onLightGroundIf(condition: string): string {
  return condition
    .replace(/\(\s*prefers-color-scheme\s*(?::\s*light\s*)?\)/gi, '(min-width: 0px)')
    .replace(/\(\s*prefers-color-scheme\s*:[^()]*\)/gi, '(min-width: 1e9px)');
}
