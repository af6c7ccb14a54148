/**
 * Identifies a question within its template: `7`, `1a`, `1.2`, `part-2-1`, `results`. Lower-case letters, digits, `.`
 * and `-`; a plain number has no leading zeros.
 */
export type QuestionKey = string;

/** The anchor of a question on its report's page. */
export function anchorOfKey(key: QuestionKey): string {
  return `q${key}`;
}

/** Sort order of keys: by their leading number; keys without one come last, in their given order. */
export function compareKeys(a: QuestionKey, b: QuestionKey): number {
  const [first, second] = [leadingNumber(a), leadingNumber(b)];
  if (first !== second) return first - second;
  return first < Number.MAX_SAFE_INTEGER ? a.localeCompare(b, 'en', { numeric: true }) : 0;
}

function leadingNumber(key: QuestionKey): number {
  const digits = /^\d+/.exec(key)?.[0];
  return digits === undefined ? Number.MAX_SAFE_INTEGER : Number(digits);
}

/** A question's identifier in output that was first made for numbers: the number where the key is one, else the key. */
export type QuestionNumber = number | QuestionKey;

/** Converts a key to a number where it is one. */
export function numberOrKey(key: QuestionKey): QuestionNumber {
  return /^\d+$/.test(key) ? Number(key) : key;
}

/**
 * A question's name in a few characters: the number in its label, such as `7`, `1a` or `2.1`; without one, its
 * position.
 *
 * @param place From 1, among the questions that are shown with it.
 */
export function shortName(
  { key, label }: { readonly key: QuestionKey; readonly label: string },
  place: number,
): string {
  const part = /^part-(\d+)-([\da-z.]+)$/.exec(key);
  if (part) return `${part[1]}.${part[2]}`;
  // In `第3题`, the word behind the number touches it.
  return /\p{N}(?:(?!\p{Script=Han})[\p{L}\p{N}.]){0,4}(?<!\.)/u.exec(label)?.[0] ?? String(place);
}
