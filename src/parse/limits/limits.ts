import type { Constraint } from '../../model/constraint.js';
import type { Range } from '../../model/question-settings.js';
import type { Prompt } from '../../model/report.js';
import { type Language, languages } from './languages.js';
import { languagesOf, letter, nounOf, type Patterns, patternsOf } from './limit-patterns.js';
import { bothBounds, type Exact, numeralsToDigits, rangeOf } from './stated-range.js';

/** In the order in which they are reported. */
export const limitKinds = ['words', 'characters', 'figures'] as const;

/** The limits in a prompt. */
export interface Limits {
  /** Of words and characters, one at most. */
  readonly words?: Range;
  readonly characters?: Range;
  readonly figures?: Range;
  /** Whether it states a length that could not be interpreted. */
  readonly unclear: boolean;
}

/**
 * Reads the limits that a prompt states. Its example is ignored: it describes an answer, not a requirement.
 *
 * Figures may be mentioned in the length line (`200-300 words + 1 to 3 screenshots`) and in a sentence that states a
 * length; elsewhere only a request counts (`Upload one image`), since prompts mention figures in other ways too (`take
 * inspiration from this figure`). A number whose bound is unclear is no limit.
 */
export function readLimits({ text, length = '' }: Pick<Prompt, 'text' | 'length'>): Limits {
  if (text.length + length.length > maxCachedLength) return findLimits(text, length);
  const key = `${length}\0${text}`;
  const limits = cache.get(key) ?? findLimits(text, length);
  if (cache.size >= maxEntries) cache.clear();
  cache.set(key, limits);
  return limits;
}

/** Cache of the limits of prompts, since all reports of a course have the same prompts. */
const cache = new Map<string, Limits>();

/** Maximum number of entries, and of characters of a prompt in the cache. */
const maxEntries = 1000;
const maxCachedLength = 4000;

function findLimits(text: string, length: string): Limits {
  const line = normalize(length);
  const prose = normalize(text);
  const words = findWords(line) ?? findWords(prose);
  const figures = findFigures(line, words, true) ?? findFigures(prose, words, false);
  const unclear = !words && ((/\d/.test(line) && !figures) || statesWords(`${line} ${prose}`));
  return { ...(words ? { [words.counts]: words.range } : {}), ...(figures ? { figures } : {}), unclear };
}

/** Whether a text states a limit. */
export function statesLimit(text: string): boolean {
  const { words, characters, figures } = readLimits({ text });
  return (words ?? characters ?? figures) !== undefined;
}

/** Converts the limits of a prompt to constraints. */
export function readConstraints(prompt: Prompt): readonly Constraint[] {
  const limits = readLimits(prompt);
  const place = {
    from: prompt.from === 'report' ? ('prompt' as const) : ('template' as const),
    ...(prompt.span ? { span: prompt.span } : {}),
  };
  return limitKinds.flatMap((kind) => {
    const range = limits[kind];
    return range ? [{ kind, ...range, ...place }] : [];
  });
}

/** Normalizes text for the patterns: one line, lower case, without emphasis. */
function normalize(markdown: string): string {
  return markdown
    .normalize('NFC')
    .replace(/[*_`]+/g, '')
    .replace(/\s+/g, ' ')
    .toLowerCase();
}

interface Found {
  readonly range: Range;
  readonly language: Language;
  readonly counts: 'words' | 'characters';
  readonly text: string;
  /** The range of the match in `text`. */
  readonly from: number;
  readonly to: number;
}

function findWords(text: string): Found | undefined {
  for (const language of languagesOf(text, 'words')) {
    const patterns = patternsOf(language);
    const dashed = dashedRange(text, language, patterns);
    if (dashed) return dashed;
    const own = numeralsToDigits(text, patterns);
    for (const match of own.matchAll(patterns.words())) {
      const range = rangeOf(match, patterns, own.slice(0, match.index));
      if (!range) continue;
      const [from, to] = [match.index, match.index + match[0].length];
      const counts = countedIn(match[0], language);
      return { range: bothBounds(own, range, patterns) ?? wordRange(range), language, counts, text: own, from, to };
    }
  }
  return undefined;
}

/** A range with a dash, unless a noun for words precedes it. */
function dashedRange(text: string, language: Language, patterns: Patterns): Found | undefined {
  const match = patterns.dashedWords.exec(text);
  if (!match) return undefined;
  const [all, from, to] = match;
  if ((nounOf(language, 'words').exec(text)?.index ?? 0) < match.index) return undefined;
  const ends = [Number(from), Number(to)].sort((a, b) => a - b);
  const range = { min: ends[0] ?? 0, max: ends[1] ?? 0 };
  const own = numeralsToDigits(text, patterns);
  const at = own.indexOf(all);
  return { range, language, counts: countedIn(all, language), text: own, from: at, to: at + all.length };
}

/** What a length counts: words or characters. */
function countedIn(statement: string, { characters }: Language): Found['counts'] {
  return characters !== undefined && statement.includes(characters) ? 'characters' : 'words';
}

/** "150 words" is an upper bound. */
function wordRange(range: Exact | Range): Range {
  return 'exactly' in range ? { max: range.exactly } : range;
}

function findFigures(text: string, words: Found | undefined, inLengthLine: boolean): Range | undefined {
  // The Scandinavian languages have the same noun for words.
  for (const language of languagesOf(text, 'figures')) {
    if (words && language.words !== words.language.words) continue;
    const patterns = patternsOf(language);
    const own = numeralsToDigits(text, patterns);
    for (const match of own.matchAll(patterns.figures())) {
      const before = own.slice(0, match.index);
      const after = own.slice(match.index + match[0].length);
      const joined =
        words?.text === own &&
        ((words.to <= match.index && patterns.joinBefore().test(own.slice(words.to, match.index))) ||
          (words.from >= match.index && patterns.joinAfter().test(after)));
      if (!inLengthLine && !joined && !isRequest(match, patterns, before, after)) continue;
      const range = rangeOf(match, patterns, joined || inLengthLine ? '' : before, true);
      if (range) return figureRange(range, match, patterns);
    }
  }
  return undefined;
}

/** "Include a figure" is a lower bound; "upload one image" is exact. */
function figureRange(range: Exact | Range, { groups }: RegExpMatchArray, { article }: Patterns): Range {
  if (!('exactly' in range)) return range;
  return article?.test(groups?.from ?? '') ? { min: 1 } : { min: range.exactly, max: range.exactly };
}

/** Whether a number of figures is requested, not only mentioned. */
function isRequest({ groups }: RegExpMatchArray, patterns: Patterns, before: string, after: string): boolean {
  if (patterns.askBefore().test(before.slice(-60))) return true;
  const isBound = [
    groups?.least,
    groups?.most,
    groups?.orMore,
    groups?.orFewer,
    groups?.moreBehind,
    groups?.fewerBehind,
  ];
  if (isBound.some((bound) => bound !== undefined)) return true;
  const article = patterns.article?.test(groups?.from ?? '') ?? false;
  const startsSentence = /(?:^|[.!?:。！？：])\s?$/.test(before);
  if (!article && startsSentence && /^\s?(?:$|[.!。])/.test(after)) return true;
  return groups?.to !== undefined && patterns.plainBefore().test(before.slice(-30));
}

/** A number in digits followed by a noun for words. */
const countedWords = new RegExp(
  languages.map(({ words, code }) => `\\d\\s?(?:${words})${code === 'zh' ? '' : `(?![${letter}])`}`).join('|'),
);

/** Whether a text states a number of words in digits. */
function statesWords(text: string): boolean {
  return /\d/.test(text) && countedWords.test(text);
}
