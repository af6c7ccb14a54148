/**
 * Removes all trailing occurrences of a character. A regular expression such as `/-+$/` takes quadratic time, since it
 * tries every run of the character from each of its positions.
 */
export function trimTrailing(text: string, character: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === character) end -= 1;
  return text.slice(0, end);
}
