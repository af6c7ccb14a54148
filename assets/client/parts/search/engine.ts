import MiniSearch, { type SearchResult } from 'minisearch';
import { fold, wordsOf } from './words.js';

/** The JSON in the page, written by src/cohort. */
export interface SearchData {
  readonly groups: readonly { readonly name: string; readonly href: string; readonly template: string }[];
  /** Labels of the questions. */
  readonly questions: readonly string[];
  /** Indexes of the group and of the question (-1 for a whole report), the answer's anchor, its text. */
  readonly answers: readonly (readonly [group: number, question: number, anchor: string, text: string])[];
}

/** A result. */
export interface Hit {
  readonly group: string;
  /** Its label; empty where a whole report was found. */
  readonly question: string;
  readonly href: string;
  readonly text: string;
  /** Words of the answer to highlight, folded. */
  readonly terms: ReadonlySet<string>;
}

/** All results. After a single letter these are thousands, most of which are never rendered. */
export interface Found {
  readonly total: number;
  /** Groups with at least one result. */
  readonly groups: number;
  /** Results `from` to `to`, by relevance. */
  slice(from: number, to?: number): readonly Hit[];
}

/** Full-text index of all answers. */
export interface Engine {
  /** Resolves when all answers are indexed. */
  readonly ready: Promise<void>;
  /** Matches prefixes and misspelt words; words in quotation marks match as a phrase. */
  search(query: string, fits: (template: string) => boolean): Found;
}

/** From this many exact matches on, fuzzy matches are left out. */
const enoughExact = 5;

/** Answers indexed before yielding to the event loop. */
const chunk = 100;

/** Indexes the answers in chunks, so that the page stays responsive. */
export function createEngine({ groups, questions, answers }: SearchData): Engine {
  const index = new MiniSearch<{ id: number; text: string; group: string }>({
    fields: ['text', 'group'],
    tokenize: (text) => wordsOf(text).map(({ folded }) => folded),
    processTerm: (term) => (term === '' ? null : term),
    searchOptions: {
      // The last word may be unfinished. Short words are prefixes of too many others.
      prefix: (term, place, terms) => place === terms.length - 1 || term.length > 3,
      fuzzy: errorsAllowed,
      combineWith: 'AND',
      boost: { group: 2 },
    },
  });
  const documents = answers.map(([group, , , text], id) => ({ id, text, group: groups[group]?.name ?? '' }));
  return {
    ready: index.addAllAsync(documents, { chunkSize: chunk }),
    search: (query, fits) => {
      const filter = ({ id }: SearchResult): boolean => fits(groups[answers[id as number]?.[0] ?? -1]?.template ?? '');
      let found = index.search(query, { fuzzy: false, filter });
      // With enough exact matches, similar words would be noise.
      if (found.length < enoughExact) found = index.search(query, { filter });
      // No answer has all of the words: fall back to some of them.
      if (found.length === 0) found = index.search(query, { combineWith: 'OR', filter });
      const phrases = phrasesOf(query);
      const typed = wordsOf(query).map(({ folded }) => folded);
      const textOf = ({ id }: SearchResult): string => answers[id as number]?.[3] ?? '';
      if (phrases.length > 0)
        found = found.filter((result) => phrases.every((phrase) => spaced(textOf(result)).includes(phrase)));
      return {
        total: found.length,
        groups: new Set(found.map(({ id }) => answers[id as number]?.[0])).size,
        slice: (from, to) =>
          found.slice(from, to).flatMap(({ id, match }) => {
            const [group, question, anchor, text] = answers[id as number] ?? [];
            const home = group === undefined ? undefined : groups[group];
            if (!home || question === undefined || text === undefined) return [];
            const terms = wordsToHighlight(typed, Object.keys(match));
            return [
              { group: home.name, question: questions[question] ?? '', href: `${home.href}#${anchor}`, text, terms },
            ];
          }),
      };
    },
  };
}

/** The matched words to highlight: fuzzy matches only if a typed word has no exact match. */
function wordsToHighlight(typed: readonly string[], found: readonly string[]): ReadonlySet<string> {
  const exact = found.filter((word) => typed.some((start) => word.startsWith(start)));
  const isComplete = typed.every((start) => exact.some((word) => word.startsWith(start)));
  return new Set(isComplete ? exact : found);
}

/** Maximum edit distance; a transposition counts as two. None for numbers, where every other number is similar. */
function errorsAllowed(term: string): number | false {
  if (term.length < 4 || /\d/.test(term)) return false;
  return term.length < 6 ? 1 : 2;
}

/** Phrases in quotation marks, folded. */
function phrasesOf(query: string): readonly string[] {
  return [...query.matchAll(/["“”„]([^"“”„]+)["“”„]/g)]
    .map(([, phrase]) => spaced(phrase ?? ''))
    .filter((phrase) => phrase.trim() !== '');
}

function spaced(text: string): string {
  return ` ${wordsOf(fold(text))
    .map(({ folded }) => folded)
    .join(' ')} `;
}
