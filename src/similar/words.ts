import { hasUnspaced } from '../model/letters.js';

/** Letters and digits, with the invisible characters and apostrophes inside a word: soft hyphens, joiners, `don’t`. */
const word = /[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}\p{Cf}]|['’ʼ](?=\p{L}))*/gu;

/** The words of a text, in order. The arrays are of one length. */
export interface Words {
  /** Number of each word in the vocabulary: two words are alike when their numbers are. */
  readonly ids: Int32Array;
  /** Where each word begins in the text, and where it ends (exclusive), in UTF-16 units. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** Assigns a number to each word, so that texts are compared as numbers. */
export class Vocabulary {
  private readonly written: Map<string, number>;
  private readonly folded: Map<string, number>;
  private segmenter: Intl.Segmenter | undefined;

  /** @param known Its words have the same numbers here. */
  constructor(known?: Vocabulary) {
    this.written = new Map(known?.written);
    this.folded = new Map(known?.folded);
  }

  /** Finds the words of a text. Case, compatibility forms, apostrophes and invisible characters are ignored. */
  read(text: string): Words {
    const ids: number[] = [];
    const starts: number[] = [];
    const ends: number[] = [];
    const add = (start: number, end: number): void => {
      ids.push(this.idOf(text.slice(start, end)));
      starts.push(start);
      ends.push(end);
    };
    const anyUnspaced = hasUnspaced(text);
    for (const { 0: found, index } of text.matchAll(word)) {
      if (!anyUnspaced || !hasUnspaced(found)) add(index, index + found.length);
      else for (const { start, end } of this.segment(found, index)) add(start, end);
    }
    return { ids: Int32Array.from(ids), starts: Int32Array.from(starts), ends: Int32Array.from(ends) };
  }

  private *segment(text: string, at: number): Iterable<{ readonly start: number; readonly end: number }> {
    // A fixed language: what two texts share must not depend on the machine.
    this.segmenter ??= new Intl.Segmenter('en', { granularity: 'word' });
    // Its time grows with the square of what it is given at once.
    for (const { 0: part, index: from } of text.matchAll(/.{1,500}/gsu))
      for (const { segment, index, isWordLike } of this.segmenter.segment(part)) {
        const start = at + from + index;
        if (isWordLike) yield { start, end: start + segment.length };
      }
  }

  private idOf(written: string): number {
    const known = this.written.get(written);
    if (known !== undefined) return known;
    const key = fold(written);
    const id = this.folded.get(key) ?? this.folded.size;
    this.folded.set(key, id);
    this.written.set(written, id);
    return id;
  }
}

/** JavaScript has no case folding; upper case and then lower case comes close: `ß` becomes `ss`, all sigmas are equal. */
function fold(written: string): string {
  return written
    .normalize('NFKC')
    .toUpperCase()
    .toLowerCase()
    .replace(/['’ʼ\p{Cf}]/gu, '');
}
