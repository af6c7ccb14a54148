import { distanceWithin } from './distance.js';

/** How a word of a query matches words of the index. */
export interface WordQuery {
  readonly word: string;
  /** Words that begin with it match too. */
  readonly prefix: boolean;
  /** Maximum edit distance of other words that match; 0 for none. */
  readonly errors: number;
}

/** A word of the index that matches, from its best to its worst match. */
interface Match {
  readonly id: number;
  /** From 0 to 1. */
  readonly weight: number;
}

/** How much less a word matches that only begins like the query, or is only similar. */
const weights = { prefix: 0.375, similar: 0.45 };

/** Parameters of BM25+. */
const bm25 = { saturation: 1.2, length: 0.7, floor: 0.5 };

/**
 * An inverted index of one text per document. Documents are numbered from 0 and added in order.
 *
 * Scores are those of MiniSearch (BM25+, reduced for prefixes and similar words), which takes 15 times as long for all words
 * that begin with a letter, and too long to index thousands of answers: its postings are maps of maps, these are arrays.
 */
export class Field {
  readonly words: string[] = [];
  private readonly ids = new Map<string, number>();
  /** For each word, the documents that contain it, each followed by how often. */
  private readonly postings: number[][] = [];
  /** Distinct words of each document. */
  private readonly lengths: number[] = [];
  private total = 0;

  /** The number of a word, which is added if it is new. */
  idOf(word: string): number {
    let id = this.ids.get(word);
    if (id === undefined) {
      id = this.words.length;
      this.ids.set(word, id);
      this.words.push(word);
      this.postings.push([]);
    }
    return id;
  }

  /** The number of a word; undefined if no document contains it. */
  find(word: string): number | undefined {
    return this.ids.get(word);
  }

  /** The first document that contains a word, and how many do. */
  spreadOf(id: number): { readonly first: number; readonly count: number } {
    const postings = this.postings[id] ?? [];
    return { first: postings[0] ?? -1, count: postings.length / 2 };
  }

  /** Number of documents. */
  get size(): number {
    return this.lengths.length;
  }

  /** Adds the next document. */
  add(text: Uint32Array): void {
    const document = this.lengths.length;
    const sorted = text.slice().sort();
    let distinct = 0;
    for (let start = 0; start < sorted.length; ) {
      const id = sorted[start] ?? 0;
      let end = start + 1;
      while (sorted[end] === id) end += 1;
      this.postings[id]?.push(document, end - start);
      distinct += 1;
      start = end;
    }
    this.lengths.push(distinct);
    this.total += distinct;
  }

  /**
   * Adds the scores of all documents that match, and the words that do.
   *
   * @param scores By document.
   */
  score(query: WordQuery, boost: number, scores: Float64Array): readonly string[] {
    const matches = this.matches(query);
    for (const { id, weight } of matches) this.scoreWord(id, weight * boost, scores);
    return matches.map(({ id }) => this.words[id] ?? '');
  }

  private scoreWord(id: number, weight: number, scores: Float64Array): void {
    const postings = this.postings[id] ?? [];
    const { lengths } = this;
    const matching = postings.length / 2;
    const rarity = weight * Math.log(1 + (lengths.length - matching + 0.5) / (matching + 0.5));
    const { saturation, length, floor } = bm25;
    const perWord = (saturation * length * lengths.length) / this.total;
    for (let at = 0; at < postings.length; at += 2) {
      const document = postings[at] ?? 0;
      const count = postings[at + 1] ?? 0;
      const norm = saturation * (1 - length) + perWord * (lengths[document] ?? 0);
      scores[document] = (scores[document] ?? 0) + rarity * (floor + (count * (saturation + 1)) / (count + norm));
    }
  }

  private matches({ word, prefix, errors }: WordQuery): readonly Match[] {
    const matches: Match[] = [];
    for (let id = 0; id < this.words.length; id += 1) {
      const other = this.words[id] ?? '';
      const isPrefix = other.startsWith(word);
      if (other.length === word.length && isPrefix) matches.push({ id, weight: 1 });
      else if (prefix && isPrefix)
        matches.push({ id, weight: reduced(weights.prefix, other, 0.3 * (other.length - word.length)) });
      else if (errors > 0 && Math.abs(other.length - word.length) <= errors) {
        const distance = distanceWithin(word, other, errors);
        if (distance <= errors) matches.push({ id, weight: reduced(weights.similar, other, distance) });
      }
    }
    return matches;
  }
}

function reduced(weight: number, { length }: string, distance: number): number {
  return (weight * length) / (length + distance);
}
