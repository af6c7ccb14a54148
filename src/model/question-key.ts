/**
 * Identifies a question within its template: `7`, `1a`, `1.2`, `part-2-1`, `results`. Lower-case letters, digits, `.` and
 * `-`; the digits of a number that stands alone have no leading zero.
 */
export type QuestionKey = string;

/** The anchor of a question on its report's page. */
export function anchorOfKey(key: QuestionKey): string {
  return `q${key}`;
}

/** Orders keys as people count: by their numbers, and those without a number behind them, as they come. */
export function compareKeys(a: QuestionKey, b: QuestionKey): number {
  const [first, second] = [leadingNumber(a), leadingNumber(b)];
  if (first !== second) return first - second;
  return first < Number.MAX_SAFE_INTEGER ? a.localeCompare(b, 'en', { numeric: true }) : 0;
}

function leadingNumber(key: QuestionKey): number {
  const digits = /^\d+/.exec(key)?.[0];
  return digits === undefined ? Number.MAX_SAFE_INTEGER : Number(digits);
}

/** A question as output that was made for numbers names it: by its number where the key is one, else by its key. */
export type QuestionNumber = number | QuestionKey;

/** The number that a key is, or the key. */
export function numberOrKey(key: QuestionKey): QuestionNumber {
  return /^\d+$/.test(key) ? Number(key) : key;
}

/**
 * A question's name where there is room for a few characters: the number of its label, as in `7`, `1a` or `2.1`; without
 * a number, its place.
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
