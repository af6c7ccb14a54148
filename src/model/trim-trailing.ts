/**
 * A text without one character at its end, however often it stands there. A pattern such as `/-+$/` would look at every
 * run of the character to its end, again from each of its characters.
 */
export function trimTrailing(text: string, character: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === character) end -= 1;
  return text.slice(0, end);
}
