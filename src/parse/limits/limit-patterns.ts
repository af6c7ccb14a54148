import { type Language, languages } from './languages.js';

/** The patterns of one language. */
export interface Patterns {
  /** `100-200 words`, the form of most length lines. */
  readonly dashedWords: RegExp;
  readonly words: () => RegExp;
  readonly figures: () => RegExp;
  /** `at least 100 and at most 200 words`. */
  readonly bothBounds: () => RegExp;
  readonly numbers: ReadonlyMap<string, number>;
  /** A numeral. */
  readonly spelled: RegExp;
  readonly article: RegExp | undefined;
  readonly plainBefore: () => RegExp;
  readonly notBefore: () => RegExp;
  readonly askBefore: () => RegExp;
  readonly joinBefore: () => RegExp;
  readonly joinAfter: () => RegExp;
}

// The letters of the supported languages, for matching lower-case text: with Unicode classes and flags, compiling the
// patterns takes longer than reading the prompts.
export const letter = 'a-zà-ɏ';

const compiled = new Map<string, Patterns>();

/** Compiled on first use and cached: most courses use one language. */
export function patternsOf(language: Language): Patterns {
  const known = compiled.get(language.code);
  if (known) return known;
  const patterns = compile(language);
  compiled.set(language.code, patterns);
  return patterns;
}

/** A regular expression that is compiled on first use. */
function lazyRegExp(source: string, flags?: string): () => RegExp {
  let pattern: RegExp | undefined;
  return () => {
    pattern ??= new RegExp(source, flags);
    return pattern;
  };
}

function compile(language: Language): Patterns {
  const isSpaced = language.code !== 'zh';
  const [before, after] = isSpaced ? [`(?<![${letter}\\d.,])`, `(?![${letter}])`] : ['(?<![\\d.])', ''];
  const numbers = new Map<string, number>();
  for (const [index, names] of language.numbers.entries())
    for (const name of names.split('|')) if (name !== '') numbers.set(name, index + 1);
  const named = [...numbers.keys()].sort((a, b) => b.length - a.length);
  const quantity = "(?:\\d{1,3}[.,'\\u202f\\u00a0]\\d{3}(?!\\d)|\\d{1,5})";
  // An article counts figures only, not words.
  const quantityOrArticle = language.article === '' ? quantity : `(?:${quantity}|(?:${language.article})${after})`;
  // A bound may be adjacent to the next word only if it ends in punctuation, or in languages without spaces.
  const gap = isSpaced ? `(?:${after}|(?<=[.:]))\\s*` : '\\s*';
  const lead = `(?:(?:(?<most>${language.atMost})|(?<least>${language.atLeast})|(?<between>${language.between})|(?<about>${language.about}))${gap})?`;
  const mid = `(?:\\s*\\(?(?:(?<orMore>${language.orMore})|(?<orFewer>${language.orFewer}))\\)?${after})?`;
  const tail = `(?:\\s?[,(]?\\s?(?:(?<moreBehind>${language.orMore})|(?<fewerBehind>${language.orFewer})${isSpaced ? '' : '|(?<aboutBehind>左右|上下)'})${after})?`;
  const rangeOf = (first: string, noun: string): string =>
    `${before}${lead}(?<from>${first})(?:\\s?${noun}(?:[-–—]|(?:${language.to})${after})\\s?(?<to>${quantity}))?${mid}`;
  const adjectives = isSpaced ? `\\s?(?:[${letter}-]+\\s){0,2}?` : '\\s?';
  const bounded = (bound: string, name: string): string => `(?:${bound})${gap}(?<${name}>${quantity})`;
  const between = `\\s?(?:${language.words})?[^\\d.!?]{0,12}?`;
  return {
    dashedWords: new RegExp(`${before}(\\d{1,5})\\s?[-–—]\\s?(\\d{1,5})\\s?(?:${language.words})${after}`),
    words: lazyRegExp(
      `${rangeOf(quantity, `(?:(?:${language.words})\\s?)?`)}\\s?(?:${language.words})${after}${tail}`,
      'g',
    ),
    figures: lazyRegExp(`${rangeOf(quantityOrArticle, '')}${adjectives}(?:${language.figures})${after}${tail}`, 'g'),
    bothBounds: lazyRegExp(
      `${before}(?:${bounded(language.atLeast, 'low')}${between}${before}${bounded(language.atMost, 'high')}|${bounded(language.atMost, 'high2')}${between}${before}${bounded(language.atLeast, 'low2')})\\s?(?:${language.words})${after}`,
    ),
    numbers,
    spelled: new RegExp(`${before}(?:${named.join('|')})${after}`, 'g'),
    article: language.article === '' ? undefined : new RegExp(`^(?:${language.article})$`),
    plainBefore: lazyRegExp(
      isSpaced
        ? `(?:^|[.,:;!?(+=|>–—-]|(?<![${letter}])(?:${language.plain}|${language.join}))\\s?$`
        : `(?:^|[.,:;!?(+=|>–—。，、：；（\\s-]|${language.plain}|${language.join})\\s?$`,
    ),
    notBefore: lazyRegExp(
      `${isSpaced ? `(?<![${letter}])` : ''}(?:${language.not})${isSpaced ? `(?:\\s[${letter}]+){0,2}` : ''}\\s?$`,
    ),
    askBefore: lazyRegExp(
      isSpaced ? `(?<![${letter}])(?:${language.ask})(?:\\s[${letter}]+){0,2}\\s?$` : `(?:${language.ask})\\s?$`,
    ),
    joinBefore: lazyRegExp(`^\\s?[.,(]?\\s?(?:${language.join})\\s?$`),
    joinAfter: lazyRegExp(`^\\s?,?\\s?(?:${language.join})(?:\\s|$)`),
  };
}

/** Any noun for words or figures in any language: a quick test that most prompts fail. */
const countable = {
  words: new RegExp(languages.map(({ words }) => words).join('|')),
  figures: new RegExp(languages.map(({ figures }) => figures).join('|')),
};

const nouns = new Map<string, RegExp>();

/** Words that only English has. Prompts in other languages may quote one of them. */
const english = /(?<![a-z])(?:the|your|you|and|what|which|how|this|that|did|are)(?![a-z])/g;

function isEnglish(text: string): boolean {
  return new Set(text.match(english)).size >= 2;
}

/** The languages with a noun for words or figures in a text, so that only their patterns are compiled. */
export function* languagesOf(text: string, kind: 'words' | 'figures'): Generator<Language> {
  const [first, ...others] = languages;
  if (first && nounOf(first, kind).test(text)) yield first;
  if (isEnglish(text) || !countable[kind].test(text)) return;
  for (const language of others) if (nounOf(language, kind).test(text)) yield language;
}

/** The pattern for the nouns with which a language counts words or figures. */
export function nounOf(language: Language, kind: 'words' | 'figures'): RegExp {
  const name = `${language.code} ${kind}`;
  const known = nouns.get(name);
  if (known) return known;
  const [before, after] = language.code === 'zh' ? ['', ''] : [`(?<![${letter}])`, `(?![${letter}])`];
  const noun = new RegExp(`${before}(?:${language[kind]})${after}`);
  nouns.set(name, noun);
  return noun;
}
