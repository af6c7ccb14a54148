/**
 * Lists that four spaces keep from being lists: code after a blank line, part of the paragraph right under text. GitHub
 * shows both the same way.
 */

const item = /^(\s*)(?:[-+*]|\d{1,9}[.)])\s+(?=\S)/;

/** One such line may be anything: a command, a setting, a sum. */
const minItems = 2;

/**
 * The lines of indented code that is a list, without markers: each begins an item, or is indented below one. Empty for
 * any other code.
 */
export function indentedListItems(code: string): readonly string[] {
  const lines = code.split('\n').filter((line) => line.trim() !== '');
  let items = 0;
  const isList = lines.every((line) => {
    if (item.test(line)) items += 1;
    else return items > 0 && /^\s/.test(line);
    return true;
  });
  return isList && items >= minItems ? lines.map((line) => line.replace(item, '').trim()) : [];
}

/** The first line (0-based) of a paragraph's text from which on it is an indented list; 0 without one. */
export function lineOfIndentedList(text: string): number {
  if (!/\n(?: {4}|\t)/.test(text)) return 0;
  const lines = text.split('\n');
  const first = lines.findIndex((line, index) => index > 0 && isIndentedItem(line));
  return first > 0 && lines.filter((line, index) => index > 0 && isIndentedItem(line)).length >= minItems ? first : 0;
}

function isIndentedItem(line: string): boolean {
  return /^(?: {4}|\t)/.test(line) && item.test(line);
}
