import { Answers } from './answers.js';
import type { Scope, SearchAnswer, SearchSite } from './data.js';
import type { WordQuery } from './field.js';
import { allByScore, firstByScore } from './ranking.js';
import type { Wanted } from './snippet.js';
import { wordsOf } from './words.js';

/** A result. */
export interface Hit {
  readonly group: string;
  /** Its label; empty where a whole report was found. */
  readonly question: string;
  /** The group's page, and on it the answer's id. */
  readonly href: string;
  readonly anchor: string;
  readonly text: string;
  /** What to highlight in it. */
  readonly wanted: Wanted;
}

/** All results. After a single letter these are thousands, most of which are never rendered. */
export interface Found {
  readonly total: number;
  /** Groups with at least one result. */
  readonly groups: number;
  /** Results `from` to `to`, by relevance. */
  slice(from: number, to?: number): readonly Hit[];
}

/** Full-text index of answers. */
export interface Engine {
  /** Number of answers that can be found. */
  readonly indexed: number;
  /** Indexes more answers, in slices, so that the page stays responsive. Resolves when they can be found. */
  add(answers: readonly SearchAnswer[]): Promise<void>;
  /** Matches prefixes and misspelt words; words in quotation marks match as a phrase. */
  search(query: string, scope: Scope): Found;
  /** Searches that find something in these answers; none before they are indexed. */
  examples(): readonly string[];
}

/** From this many exact matches on, fuzzy matches are left out. */
const enoughExact = 5;

/** Up to this many results, the best are selected instead of sorting all. */
const fewResults = 50;

/** Milliseconds of indexing before yielding to the event loop: a keystroke waits no longer. */
const slice = 8;

/** Opens an index without answers. */
export function createEngine({ groups, questions }: SearchSite): Engine {
  const answers = new Answers(groups);
  return {
    get indexed() {
      return answers.size;
    },
    add: async (more) => {
      let began = performance.now();
      for (const answer of more) {
        if (performance.now() - began > slice) {
          await new Promise((resolve) => setTimeout(resolve));
          began = performance.now();
        }
        answers.add(answer);
      }
    },
    examples: () => answers.examples(),
    search: (query, scope) => {
      const words = queryOf(query);
      const exact = words.map((word) => ({ ...word, errors: 0 }));
      const phrases = phrasesOf(query);
      const options = { ...scope, phrases };
      let found = answers.find(exact, options);
      // With enough exact matches, similar words would be noise.
      if (found.ids.length < enoughExact) found = answers.find(words, options);
      // No answer has all of the words: fall back to some of them.
      if (found.ids.length === 0) found = answers.find(words, { ...options, some: true });
      const { ids, scores, matching } = found;
      let sorted: readonly number[] | undefined;
      const ranked = (to: number): readonly number[] => {
        if (to <= fewResults) return firstByScore(ids, scores, to);
        sorted ??= allByScore(ids, scores);
        return sorted;
      };
      // The words of a phrase are hits only where it stands.
      const typed = wordsOf(query.replace(quoted, ' ')).map(({ folded }) => folded);
      return {
        total: ids.length,
        groups: answers.countGroups(ids),
        slice: (from, to = ids.length) =>
          ranked(to)
            .slice(from, to)
            .flatMap((id) => {
              const [group = -1, question = -1, anchor = '', text = ''] = answers.get(id) ?? [];
              const home = groups[group];
              if (!home) return [];
              const terms = wordsToHighlight(
                typed,
                answers.wordsOf(id).filter((word) => matching.has(word)),
              );
              const { name, href } = home;
              return [
                { group: name, question: questions[question] ?? '', href, anchor, text, wanted: { terms, phrases } },
              ];
            }),
      };
    },
  };
}

/** The words of a query. The last may be unfinished. Short words are prefixes of too many others. */
function queryOf(query: string): readonly WordQuery[] {
  const words = wordsOf(query).map(({ folded }) => folded);
  return [...new Set(words)].map((word) => ({
    word,
    prefix: word === words.at(-1) || word.length > 3,
    errors: errorsAllowed(word),
  }));
}

/** The matched words to highlight: fuzzy matches only if a typed word has no exact match. */
function wordsToHighlight(typed: readonly string[], found: readonly string[]): ReadonlySet<string> {
  const exact = found.filter((word) => typed.some((start) => word.startsWith(start)));
  if (typed.length === 0) return new Set();
  const isComplete = typed.every((start) => exact.some((word) => word.startsWith(start)));
  return new Set(isComplete ? exact : found);
}

/** Maximum edit distance; a transposition counts as two. None for numbers, where every other number is similar. */
function errorsAllowed(term: string): number {
  if (term.length < 4 || /\d/.test(term)) return 0;
  return term.length < 6 ? 1 : 2;
}

/** Text in quotation marks of any language. */
const quoted = /["“”„«»][^"“”„«»]+["“”„«»]/g;

/** Phrases in quotation marks, as folded words. */
function phrasesOf(query: string): readonly (readonly string[])[] {
  return [...query.matchAll(quoted)]
    .map(([phrase]) => wordsOf(phrase).map(({ folded }) => folded))
    .filter((phrase) => phrase.length > 0);
}
