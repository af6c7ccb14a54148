import { describeReport, describeTotals } from '../../pipeline/check/check-output.js';
import type { Formatter } from './formatter.js';

/** JSON for programs, as the README documents it. */
export function openJson(): Formatter {
  return {
    part: (report) => indent(toJson(describeReport(report)), 4),
    *join(parts, totals) {
      yield '{\n  "version": 1,\n  "reports": ';
      yield* arrayOf(parts, 2);
      yield `,\n  "summary": ${indent(toJson(describeTotals(totals)), 2).trimStart()}\n}\n`;
    },
  };
}

/**
 * The text of a JSON array.
 *
 * @param parts Its elements, indented, each without a line break at its end; empty for none.
 * @param depth The indentation of the array.
 */
export function* arrayOf(parts: Iterable<string>, depth: number): Iterable<string> {
  let before = '[\n';
  for (const part of parts) {
    if (part === '') continue;
    yield before + part;
    before = ',\n';
  }
  yield before === '[\n' ? '[]' : `\n${' '.repeat(depth)}]`;
}

/** Indents every line of a JSON text, and removes the line break at its end. */
export function indent(json: string, depth: number): string {
  return json.trimEnd().replace(/^/gm, ' '.repeat(depth));
}

// JSON.stringify leaves these characters as they are, and JSON may be printed on a terminal: C1 control characters are
// escape sequences there, and the others change the direction of the text.
const unsafe = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Indented JSON that ends with a line break and is safe to print on a terminal. */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  return `${text.replace(unsafe, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}
