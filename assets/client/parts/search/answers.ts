import type { Scope, SearchAnswer, SearchSite } from './data.js';
import { chooseExamples } from './examples.js';
import { Field, type WordQuery } from './field.js';
import { runsOf, wordsOf } from './words.js';

interface FindOptions extends Scope {
  /** Sequences of words that have to be in an answer. */
  readonly phrases: readonly (readonly string[])[];
  /** Finds answers with some of the words, not only those with all. */
  readonly some?: boolean;
}

/** Answers that were found, and the words that match. */
export interface FoundAnswers {
  readonly ids: readonly number[];
  /** How relevant each answer is, by its id. */
  readonly scores: Float64Array;
  readonly matching: ReadonlySet<string>;
}

/** A group's name counts more than a word of an answer. */
const nameBoost = 2;

/** Longer runs of characters are hardly ever repeated: they are sentences without spaces, or data. */
const maxKnownLength = 40;

/** All answers, with an index of their words and one of their groups' names. */
export class Answers {
  private readonly answers: SearchAnswer[] = [];
  /** The words of each, by their numbers. */
  private readonly sequences: Uint32Array[] = [];
  private readonly texts = new Field();
  private readonly names = new Field();
  /** Words in runs of characters that were seen before: folding takes longer than looking up. */
  private readonly known = new Map<string, readonly number[]>();

  constructor(private readonly groups: SearchSite['groups']) {}

  get size(): number {
    return this.answers.length;
  }

  get(id: number): SearchAnswer | undefined {
    return this.answers[id];
  }

  /** The words of an answer, folded. */
  wordsOf(id: number): readonly string[] {
    return [...(this.sequences[id] ?? [])].map((word) => this.texts.words[word] ?? '');
  }

  add(answer: SearchAnswer): void {
    const [group, , , text] = answer;
    const words: number[] = [];
    for (const run of runsOf(text)) for (const word of this.wordsIn(run)) words.push(word);
    const sequence = Uint32Array.from(words);
    this.answers.push(answer);
    this.sequences.push(sequence);
    this.texts.add(sequence);
    const name = wordsOf(this.groups[group]?.name ?? '');
    this.names.add(Uint32Array.from(name, ({ folded }) => this.names.idOf(folded)));
  }

  private wordsIn(run: string): readonly number[] {
    const known = this.known.get(run);
    if (known) return known;
    const words = wordsOf(run).flatMap(({ folded }) => (folded === '' ? [] : this.texts.idOf(folded)));
    if (run.length <= maxKnownLength) this.known.set(run, words);
    return words;
  }

  find(query: readonly WordQuery[], { fits, question, phrases, some = false }: FindOptions): FoundAnswers {
    const scores = new Float64Array(this.size);
    const matched = new Uint16Array(this.size);
    const matching = new Set<string>();
    for (const word of query) {
      const own = new Float64Array(this.size);
      for (const match of this.texts.score(word, 1, own)) matching.add(match);
      this.names.score(word, nameBoost, own);
      for (let id = 0; id < own.length; id += 1) {
        const score = own[id] ?? 0;
        if (score === 0) continue;
        scores[id] = (scores[id] ?? 0) + score;
        matched[id] = (matched[id] ?? 0) + 1;
      }
    }
    const isSearched = this.groups.map(({ template }) => fits(template));
    const wanted = some ? 1 : query.length;
    const ids: number[] = [];
    for (let id = 0; id < matched.length; id += 1) {
      const count = matched[id] ?? 0;
      if (count < wanted || count === 0 || !isSearched[this.answers[id]?.[0] ?? -1]) continue;
      if (question !== undefined && this.answers[id]?.[1] !== question) continue;
      // Answers with more of the words come first.
      scores[id] = (scores[id] ?? 0) * count;
      ids.push(id);
    }
    return { ids: phrases.length > 0 ? this.withPhrases(ids, phrases) : ids, scores, matching };
  }

  /** Searches that find something: a word of several answers, and a phrase that begins with another. */
  examples(): readonly string[] {
    return chooseExamples(this.texts, (id) => this.answers[id]?.[3] ?? '');
  }

  /** Number of groups that some answers are of. */
  countGroups(ids: readonly number[]): number {
    const seen = new Uint8Array(this.groups.length);
    let count = 0;
    for (const id of ids) {
      const group = this.answers[id]?.[0] ?? 0;
      if (seen[group] === 0) count += 1;
      seen[group] = 1;
    }
    return count;
  }

  private withPhrases(ids: readonly number[], phrases: readonly (readonly string[])[]): number[] {
    const sequences = phrases.map((phrase) => phrase.map((word) => this.texts.find(word) ?? -1));
    return ids.filter((id) => sequences.every((phrase) => contains(this.sequences[id] ?? new Uint32Array(), phrase)));
  }
}

/** Whether words contain others in a row. */
function contains(words: Uint32Array, phrase: readonly number[]): boolean {
  const [first = -1] = phrase;
  for (let at = words.indexOf(first); at >= 0; at = words.indexOf(first, at + 1))
    if (phrase.every((word, index) => words[at + index] === word)) return true;
  return false;
}
