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

/** What is highlighted: folded words, and sequences of them that are only hits together. */
export interface Wanted {
  readonly terms: ReadonlySet<string>;
  readonly phrases: readonly (readonly string[])[];
}

/** Extracts the part of a text with the most hits, split into hits and the text between them. A phrase is one hit. */
export function snippetOf(text: string, wanted: Wanted): readonly Piece[] {
  const words = wordsOf(text);
  const { hits, joined } = findHits(words, wanted);
  const first = bestStart(words, hits);
  const last = Math.min(words.length, first + snippetLength);
  const from = first === 0 ? 0 : (words[first]?.start ?? 0);
  const to = last === words.length ? text.length : (words[last - 1]?.end ?? text.length);
  const pieces = mark(text.slice(from, to), words.slice(first, last), {
    from,
    hits: hits.slice(first, last),
    joined: joined.slice(first, last),
  });
  return [
    ...(from > 0 ? [{ text: '… ', hit: false }] : []),
    ...pieces,
    ...(to < text.length ? [{ text: '\u00a0…', hit: false }] : []),
  ];
}

/** Which words are hits, and which of them continue the phrase that the word before belongs to. */
function findHits(
  words: readonly Word[],
  { terms, phrases }: Wanted,
): { readonly hits: readonly boolean[]; readonly joined: readonly boolean[] } {
  const hits = words.map(({ folded }) => terms.has(folded));
  const joined = words.map(() => false);
  for (const phrase of phrases)
    for (let start = 0; start + phrase.length <= words.length; start += 1) {
      if (!phrase.every((word, index) => words[start + index]?.folded === word)) continue;
      hits.fill(true, start, start + phrase.length);
      joined.fill(true, start + 1, start + phrase.length);
    }
  return { hits, joined };
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
  {
    from,
    hits,
    joined,
  }: { readonly from: number; readonly hits: readonly boolean[]; readonly joined: readonly boolean[] },
): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const [index, word] of words.entries()) {
    if (!hits[index]) continue;
    const before = joined[index] ? pieces.pop() : undefined;
    if (!before && word.start - from > end) pieces.push({ text: text.slice(end, word.start - from), hit: false });
    const start = before ? end - before.text.length : word.start - from;
    pieces.push({ text: text.slice(start, word.end - from), hit: true });
    end = word.end - from;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), hit: false });
  return pieces;
}
