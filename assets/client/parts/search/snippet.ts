import { type Word, wordsOf } from './words.js';

/** A piece of a text, and whether it is a hit. */
export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

/** Words: about three lines on a desktop. */
const snippetLength = 48;

/** Words shown before the first hit. */
const lead = 8;

/**
 * Extracts the part of a text with the most hits, split into hits and the text between them.
 *
 * @param terms folded words
 */
export function snippetOf(text: string, terms: ReadonlySet<string>): readonly Piece[] {
  const words = wordsOf(text);
  const hits = words.map(({ folded }) => terms.has(folded));
  const first = bestStart(words, hits);
  const last = Math.min(words.length, first + snippetLength);
  const from = first === 0 ? 0 : (words[first]?.start ?? 0);
  const to = last === words.length ? text.length : (words[last - 1]?.end ?? text.length);
  const pieces = mark(text.slice(from, to), words.slice(first, last), { from, hits: hits.slice(first, last) });
  return [
    ...(from > 0 ? [{ text: '… ', hit: false }] : []),
    ...pieces,
    ...(to < text.length ? [{ text: '\u00a0…', hit: false }] : []),
  ];
}

/** Start of the window with the most distinct hits (sliding window). */
function bestStart(words: readonly Word[], hits: readonly boolean[]): number {
  const inside = new Map<string, number>();
  let best = { start: 0, kinds: 0 };
  let start = 0;
  for (const [index, word] of words.entries()) {
    if (!hits[index]) continue;
    if (inside.size === 0) start = index;
    inside.set(word.folded, (inside.get(word.folded) ?? 0) + 1);
    while (index - start >= snippetLength - lead) {
      const leaving = words[start]?.folded ?? '';
      const left = (inside.get(leaving) ?? 0) - 1;
      if (left > 0) inside.set(leaving, left);
      else inside.delete(leaving);
      start += 1;
      while (start < index && !hits[start]) start += 1;
    }
    if (inside.size > best.kinds) best = { start, kinds: inside.size };
  }
  return Math.max(0, Math.min(best.start - lead, words.length - snippetLength));
}

function mark(
  text: string,
  words: readonly Word[],
  { from, hits }: { readonly from: number; readonly hits: readonly boolean[] },
): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const [index, word] of words.entries()) {
    if (!hits[index]) continue;
    if (word.start - from > end) pieces.push({ text: text.slice(end, word.start - from), hit: false });
    pieces.push({ text: text.slice(word.start - from, word.end - from), hit: true });
    end = word.end - from;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), hit: false });
  return pieces;
}
