import MiniSearch, { type SearchResult } from 'minisearch';
import { fold, wordsOf } from './words.js';

/** What the page holds: see src/cohort/pages/search-page.ts. */
export interface SearchData {
  readonly groups: readonly { readonly name: string; readonly href: string }[];
  /** Labels of the questions. */
  readonly questions: readonly string[];
  /** Indexes of the group and of the question (-1 for a whole report), the answer's anchor, its text. */
  readonly answers: readonly (readonly [group: number, question: number, anchor: string, text: string])[];
}

/** An answer that was found. */
export interface Hit {
  readonly group: string;
  /** Its label; empty where a whole report was found. */
  readonly question: string;
  readonly href: string;
  readonly text: string;
  /** The words of the answer that were meant, folded. */
  readonly terms: ReadonlySet<string>;
}

/** What was found: thousands of answers when a single letter was typed, few of which are ever drawn. */
export interface Found {
  readonly total: number;
  /** Groups with at least one of them. */
  readonly groups: number;
  /** Those from one place to another, best first. */
  slice(from: number, to?: number): readonly Hit[];
}

/** Finds answers. */
export interface Engine {
  /** Resolves when every answer can be found. */
  readonly ready: Promise<void>;
  /** Words may be misspelt or unfinished; words between quotation marks stand together as they are. */
  search(query: string): Found;
}

/** So many answers with the very words are enough to hold back those with similar ones. */
const plenty = 5;

/** Answers indexed between two chances for the browser to draw. */
const chunk = 100;

/** Indexes the answers, a part at a time, so that the page can be used from the start. */
export function createEngine({ groups, questions, answers }: SearchData): Engine {
  const index = new MiniSearch<{ id: number; text: string; group: string }>({
    fields: ['text', 'group'],
    tokenize: (text) => wordsOf(text).map(({ folded }) => folded),
    processTerm: (term) => (term === '' ? null : term),
    searchOptions: {
      // What is being typed is unfinished; short words have too many neighbours to be guessed.
      prefix: (term, place, terms) => place === terms.length - 1 || term.length > 3,
      fuzzy: errorsAllowed,
      combineWith: 'AND',
      boost: { group: 2 },
    },
  });
  const documents = answers.map(([group, , , text], id) => ({ id, text, group: groups[group]?.name ?? '' }));
  return {
    ready: index.addAllAsync(documents, { chunkSize: chunk }),
    search: (query) => {
      let found = index.search(query, { fuzzy: false });
      // Whoever wrote a word right and finds it often does not mean its neighbours.
      if (found.length < plenty) found = index.search(query);
      // Nothing holds all of the words: better some of them than nothing.
      if (found.length === 0) found = index.search(query, { combineWith: 'OR' });
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
            const terms = meantBy(typed, Object.keys(match));
            return [
              { group: home.name, question: questions[question] ?? '', href: `${home.href}#${anchor}`, text, terms },
            ];
          }),
      };
    },
  };
}

/** Of an answer's words that were found, those to mark: similar ones only where a word is not there as it was typed. */
function meantBy(typed: readonly string[], found: readonly string[]): ReadonlySet<string> {
  const begun = found.filter((word) => typed.some((start) => word.startsWith(start)));
  const isComplete = typed.every((start) => begun.some((word) => word.startsWith(start)));
  return new Set(isComplete ? begun : found);
}

/** Wrong, missing or surplus letters; two changed places are two of them. Numbers have no typing errors that can be told. */
function errorsAllowed(term: string): number | false {
  if (term.length < 4 || /\d/.test(term)) return false;
  return term.length < 6 ? 1 : 2;
}

/** What stands between quotation marks, as it is compared. */
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
