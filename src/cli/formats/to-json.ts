// JSON.stringify leaves these as they are, and JSON may stand on a terminal: they steer it, or turn its direction.
const unsafe = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** JSON for machines and eyes: indented, a line break at the end, nothing in it that a terminal would obey. */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  return `${text.replace(unsafe, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}
