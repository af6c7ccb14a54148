import type { Constraint } from '../model/constraint.js';
import type { Range } from '../model/question-settings.js';
import type { Prompt } from '../model/report.js';
import { type Language, languages } from './languages.js';

/** What a prompt asks for. */
export interface Limits {
  readonly words?: Range;
  readonly figures?: Range;
  /** Whether it states a length whose meaning was not understood. */
  readonly unclear: boolean;
}

/**
 * Reads what a prompt asks for, in its own words. Its example is not read: it describes an answer, not a demand.
 *
 * The length line may name figures in passing (`200-300 words + 1 to 3 screenshots`), and so may a sentence that states a
 * length; elsewhere only a request does (`Upload one image`), since prompts speak of figures in other ways too (`take
 * inspiration from this figure`). A number whose bound is not understood is no limit.
 */
export function readLimits({ text, length }: Pick<Prompt, 'text' | 'length'>): Limits {
  const line = simplified(length ?? '');
  const prose = simplified(text);
  const words = findWords(line) ?? findWords(prose);
  const figures = findFigures(line, words, true) ?? findFigures(prose, words, false);
  const unclear = !words && ((/\d/.test(line) && !figures) || statesWords(`${line} ${prose}`));
  return { ...(words ? { words: words.range } : {}), ...(figures ? { figures } : {}), unclear };
}

/** Whether a text states a limit. */
export function statesLimit(text: string): boolean {
  const { words, figures } = readLimits({ text });
  return words !== undefined || figures !== undefined;
}

/** The limits of a prompt as constraints. */
export function readConstraints(prompt: Prompt): readonly Constraint[] {
  const limits = readLimits(prompt);
  const place = {
    from: prompt.from === 'report' ? ('prompt' as const) : ('template' as const),
    ...(prompt.span ? { span: prompt.span } : {}),
  };
  return (['words', 'figures'] as const).flatMap((kind) => {
    const range = limits[kind];
    return range ? [{ kind, ...range, ...place }] : [];
  });
}

/** A prompt's words as the patterns expect them: on one line, in lower case, without emphasis. */
function simplified(markdown: string): string {
  return markdown
    .normalize('NFC')
    .replace(/[*_`]+/g, '')
    .replace(/\s+/g, ' ')
    .toLowerCase();
}

/** The patterns of one language. */
interface Patterns {
  readonly words: RegExp;
  readonly figures: RegExp;
  /** `at least 100 and at most 200 words`. */
  readonly bothBounds: RegExp;
  readonly numbers: ReadonlyMap<string, number>;
  readonly article: RegExp | undefined;
  readonly plainBefore: RegExp;
  readonly notBefore: RegExp;
  readonly askBefore: RegExp;
  readonly joinBefore: RegExp;
  readonly joinBehind: RegExp;
}

// Held against text in lower case, these know the letters of the languages in the table only: with the flags and classes
// for all letters there are, compiling them takes longer than reading the prompts.
const letter = 'a-zà-ɏ';

const compiled = new Map<string, Patterns>();

/** Compiled when first needed: most courses are held in one language. */
function patternsOf(language: Language): Patterns {
  const known = compiled.get(language.code);
  if (known) return known;
  const patterns = compile(language);
  compiled.set(language.code, patterns);
  return patterns;
}

function compile(language: Language): Patterns {
  const isSpaced = language.code !== 'zh';
  const [before, behind] = isSpaced ? [`(?<![${letter}\\d.,])`, `(?![${letter}])`] : ['(?<![\\d.])', ''];
  const numbers = new Map<string, number>();
  for (const [index, names] of language.numbers.entries())
    for (const name of names.split('|')) if (name !== '') numbers.set(name, index + 1);
  const named = [...numbers.keys()].sort((a, b) => b.length - a.length);
  const article = language.article === '' ? [] : [language.article];
  const spelled = `(?:${[...named, ...article].join('|')})${behind}`;
  const quantity = `(?:\\d{1,3}[.,'\\u202f\\u00a0]\\d{3}(?!\\d)|\\d{1,5}|${spelled})`;
  // A bound may touch what follows it only where it ends in a sign or where words are not set apart.
  const gap = isSpaced ? `(?:${behind}|(?<=[.:]))\\s*` : '\\s*';
  const lead = `(?:(?:(?<most>${language.atMost})|(?<least>${language.atLeast})|(?<between>${language.between})|(?<about>${language.about}))${gap})?`;
  const mid = `(?:\\s*\\(?(?:(?<orMore>${language.orMore})|(?<orFewer>${language.orFewer}))\\)?${behind})?`;
  const tail = `(?:\\s?[,(]?\\s?(?:(?<moreBehind>${language.orMore})|(?<fewerBehind>${language.orFewer})${isSpaced ? '' : '|(?<aboutBehind>左右|上下)'})${behind})?`;
  const rangeOf = (noun: string): string =>
    `${before}${lead}(?<from>${quantity})(?:\\s?(?:${noun}\\s?)?(?:[-–—]|(?:${language.to})${behind})\\s?(?<to>${quantity}))?${mid}`;
  const adjectives = isSpaced ? `\\s?(?:[${letter}-]+\\s){0,2}?` : '\\s?';
  const bounded = (bound: string, name: string): string => `(?:${bound})${gap}(?<${name}>${quantity})`;
  const between = `\\s?(?:${language.words})?[^\\d.!?]{0,12}?`;
  return {
    words: new RegExp(`${rangeOf(language.words)}\\s?(?:${language.words})${behind}${tail}`, 'g'),
    figures: new RegExp(`${rangeOf(language.figures)}${adjectives}(?:${language.figures})${behind}${tail}`, 'g'),
    bothBounds: new RegExp(
      `${before}(?:${bounded(language.atLeast, 'low')}${between}${before}${bounded(language.atMost, 'high')}|${bounded(language.atMost, 'high2')}${between}${before}${bounded(language.atLeast, 'low2')})\\s?(?:${language.words})${behind}`,
    ),
    numbers,
    article: language.article === '' ? undefined : new RegExp(`^(?:${language.article})$`),
    plainBefore: isSpaced
      ? new RegExp(`(?:^|[.,:;!?(+=|>–—-]|(?<![${letter}])(?:${language.plain}|${language.join}))\\s?$`)
      : new RegExp(`(?:^|[.,:;!?(+=|>–—。，、：；（\\s-]|${language.plain}|${language.join})\\s?$`),
    notBefore: new RegExp(
      `${isSpaced ? `(?<![${letter}])` : ''}(?:${language.not})${isSpaced ? `(?:\\s[${letter}]+){0,2}` : ''}\\s?$`,
    ),
    askBefore: isSpaced
      ? new RegExp(`(?<![${letter}])(?:${language.ask})(?:\\s[${letter}]+){0,2}\\s?$`)
      : new RegExp(`(?:${language.ask})\\s?$`),
    joinBefore: new RegExp(`^\\s?[.,(]?\\s?(?:${language.join})\\s?$`),
    joinBehind: new RegExp(`^\\s?,?\\s?(?:${language.join})(?:\\s|$)`),
  };
}

/** Any word for what prompts count, in any language: the test that most prompts fail. */
const countable = {
  words: new RegExp(languages.map(({ words }) => words).join('|')),
  figures: new RegExp(languages.map(({ figures }) => figures).join('|')),
};

const nouns = new Map<string, RegExp>();

/** The languages that have a word in a text for what is counted: only their patterns are compiled. */
function languagesOf(text: string, kind: 'words' | 'figures'): readonly Language[] {
  if (!countable[kind].test(text)) return [];
  return languages.filter((language) => {
    const name = `${language.code} ${kind}`;
    let noun = nouns.get(name);
    if (!noun) {
      const [before, behind] = language.code === 'zh' ? ['', ''] : [`(?<![${letter}])`, `(?![${letter}])`];
      noun = new RegExp(`${before}(?:${language[kind]})${behind}`);
      nouns.set(name, noun);
    }
    return noun.test(text);
  });
}

interface Found {
  readonly range: Range;
  readonly language: Language;
  readonly text: string;
  /** Where it stands in the text. */
  readonly from: number;
  readonly to: number;
}

function findWords(text: string): Found | undefined {
  for (const language of languagesOf(text, 'words')) {
    const patterns = patternsOf(language);
    const both = patterns.bothBounds.exec(text);
    const ends = both?.groups;
    if (both && ends) {
      const min = numberOf(ends.low ?? ends.low2 ?? '', patterns);
      const max = numberOf(ends.high ?? ends.high2 ?? '', patterns);
      return { range: { min, max }, language, text, from: both.index, to: both.index + both[0].length };
    }
    for (const match of text.matchAll(patterns.words)) {
      const range = rangeOf(match, patterns, text.slice(0, match.index));
      const isArticle = patterns.article?.test(match.groups?.from ?? '') && match.groups?.to === undefined;
      // "In a word", "with the words": an article before words counts none.
      if (range && !isArticle)
        return {
          range: boundOfWords(range),
          language,
          text,
          from: match.index,
          to: match.index + match[0].length,
        };
    }
  }
  return undefined;
}

/** "150 words" is where to stop. */
function boundOfWords(range: Exact | Range): Range {
  return 'exactly' in range ? { max: range.exactly } : range;
}

function findFigures(text: string, words: Found | undefined, anywhere: boolean): Range | undefined {
  // The Nordic languages share their word for words.
  const candidates = languagesOf(text, 'figures').filter(
    (language) => !words || language.words === words.language.words,
  );
  for (const language of candidates) {
    const patterns = patternsOf(language);
    for (const match of text.matchAll(patterns.figures)) {
      const before = text.slice(0, match.index);
      const behind = text.slice(match.index + match[0].length);
      const joined =
        words?.text === text &&
        ((words.to <= match.index && patterns.joinBefore.test(text.slice(words.to, match.index))) ||
          (words.from >= match.index && patterns.joinBehind.test(behind)));
      if (!anywhere && !joined && !isRequest(match, patterns, before, behind)) continue;
      const range = rangeOf(match, patterns, joined || anywhere ? '' : before, true);
      if (range) return boundOfFigures(range, match, patterns);
    }
  }
  return undefined;
}

/** "Include a figure" is content with two; "upload one image" is not. */
function boundOfFigures(range: Exact | Range, { groups }: RegExpMatchArray, { article }: Patterns): Range {
  if (!('exactly' in range)) return range;
  return article?.test(groups?.from ?? '') ? { min: 1 } : { min: range.exactly, max: range.exactly };
}

/** Whether a number of figures is asked for, not only spoken of. */
function isRequest({ groups }: RegExpMatchArray, patterns: Patterns, before: string, behind: string): boolean {
  if (patterns.askBefore.test(before.slice(-60))) return true;
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
  if (!article && startsSentence && /^\s?(?:$|[.!。])/.test(behind)) return true;
  return groups?.to !== undefined && patterns.plainBefore.test(before.slice(-30));
}

/** A number that stands alone. */
interface Exact {
  readonly exactly: number;
}

/** How far a count may be from the one that "about" introduces. */
const tolerance = 0.2;

/**
 * The range that a match states; undefined where a word before it may turn it round, or is not known.
 *
 * @param asked Whether what stands before is known to introduce a demand.
 */
function rangeOf(
  { groups = {} }: RegExpMatchArray,
  patterns: Patterns,
  before: string,
  asked = false,
): Exact | Range | undefined {
  const near = before.slice(-40);
  if (patterns.notBefore.test(near)) return undefined;
  const from = numberOf(groups.from ?? '', patterns);
  if (groups.to !== undefined) {
    const to = numberOf(groups.to, patterns);
    return { min: Math.min(from, to), max: Math.max(from, to) };
  }
  if (groups.least ?? groups.orMore ?? groups.moreBehind) return groups.most ? undefined : { min: from };
  if (groups.most ?? groups.orFewer ?? groups.fewerBehind) return { max: from };
  if (groups.about ?? groups.aboutBehind)
    return from < 10 ? undefined : { min: Math.round(from * (1 - tolerance)), max: Math.round(from * (1 + tolerance)) };
  return groups.between !== undefined || asked || patterns.plainBefore.test(near) ? { exactly: from } : undefined;
}

function numberOf(text: string, { numbers, article }: Patterns): number {
  const named = numbers.get(text);
  if (named !== undefined) return named;
  return article?.test(text) ? 1 : Number(text.replace(/\D/g, ''));
}

/** A number in digits, and a word for words behind it. */
const countedWords = new RegExp(
  languages.map(({ words, code }) => `\\d\\s?(?:${words})${code === 'zh' ? '' : `(?![${letter}])`}`).join('|'),
);

/** Whether a text counts words with digits. */
function statesWords(text: string): boolean {
  return /\d/.test(text) && countedWords.test(text);
}
