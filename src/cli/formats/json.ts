import { describeCheck } from '../../pipeline/check/check-output.js';
import type { CheckResult } from '../../pipeline/check/check-result.js';

/** JSON for programs, as the README documents it. */
export function formatJson(result: CheckResult): string {
  return toJson(describeCheck(result));
}

// JSON.stringify leaves these characters as they are, and JSON may be printed on a terminal: C1 control characters are
// escape sequences there, and the others change the direction of the text.
const unsafe = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Indented JSON that ends with a line break and is safe to print on a terminal. */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  return `${text.replace(unsafe, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}
