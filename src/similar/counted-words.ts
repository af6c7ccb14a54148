import type { Words } from './words.js';

/** Shapes that prose does not have: paths, options, assignments, calls, URLs, file names. */
const codeShape = /[=/\\_{}<>|$@#~^*+]|&&|[\p{L}\p{N}][.:(][\p{L}\p{N})]|^[-.][\p{L}\p{N}-]/u;

/** The same anywhere in a line, for a quick test. */
const codeInLine = /[=/\\_{}<>|$@#~^*+]|&&|[\p{L}\p{N}][.:(][\p{L}\p{N})]|(?<!\S)[-.][\p{L}\p{N}-]/u;

/** The end of an item of an enumeration, or of a clause. */
const itemBreak = /[,;:\n•]|[.!?]\s/u;

/** The longest item of an enumeration, in words: `and PyTorch Lightning`. */
const itemWords = 3;

/** Short items in a row that make a list. Fewer occur in ordinary prose: `Yes, however, we …`. */
const itemsOfList = 4;

/**
 * Tells which words of a text count as shared prose: 1 for each that does, 0 for the others. Commands, file names and
 * lists of names are alike wherever the same tools are used, so they are marked where they are shared but do not count.
 */
export function countedWords(text: string, words: Words): Uint8Array {
  const counted = new Uint8Array(words.ids.length).fill(1);
  dropCode(text, words, counted);
  dropLists(text, words, counted);
  return counted;
}

/** A line of which a third looks like code is a command as a whole: `cd project` in it is no prose either. */
function dropCode(text: string, { starts }: Words, counted: Uint8Array): void {
  let word = 0;
  let lineStart = 0;
  for (const line of text.split('\n')) {
    const lineEnd = lineStart + line.length;
    const isBefore = (end: number): boolean => (starts[word] ?? Number.POSITIVE_INFINITY) < end;
    const firstWord = word;
    let pieces = 0;
    let code = 0;
    for (const { 0: piece, index } of codeInLine.test(line) ? line.matchAll(/\S+/g) : []) {
      const isCode = codeShape.test(piece);
      pieces += 1;
      if (isCode) code += 1;
      for (; isBefore(lineStart + index + piece.length); word += 1) if (isCode) counted[word] = 0;
    }
    if (code > 0 && code * 3 >= pieces) counted.fill(0, firstWord, word);
    while (isBefore(lineEnd)) word += 1;
    lineStart = lineEnd + 1;
  }
}

function dropLists(text: string, { starts, ends }: Words, counted: Uint8Array): void {
  let listStart = 0;
  let items = 0;
  let itemStart = 0;
  for (let index = 1; index <= starts.length; index += 1) {
    const isLast = index === starts.length;
    if (!isLast && !itemBreak.test(text.slice(ends[index - 1], starts[index]))) continue;
    if (index - itemStart <= itemWords) items += 1;
    else {
      if (items >= itemsOfList) counted.fill(0, listStart, itemStart);
      items = 0;
      listStart = index;
    }
    itemStart = index;
  }
  if (items >= itemsOfList) counted.fill(0, listStart, starts.length);
}
