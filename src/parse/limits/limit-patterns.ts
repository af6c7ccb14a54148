import { type Language, languages } from './languages.js';

/** The patterns of one language. */
export interface Patterns {
  /** `100-200 words`, which is the form of most length lines. */
  readonly dashedWords: RegExp;
  readonly words: () => RegExp;
  readonly figures: () => RegExp;
  /** `at least 100 and at most 200 words`. */
  readonly bothBounds: () => RegExp;
  readonly numbers: ReadonlyMap<string, number>;
  /** A number in letters. */
  readonly spelled: RegExp;
  readonly article: RegExp | undefined;
  readonly plainBefore: () => RegExp;
  readonly notBefore: () => RegExp;
  readonly askBefore: () => RegExp;
  readonly joinBefore: () => RegExp;
  readonly joinBehind: () => RegExp;
}

// Held against text in lower case, these know the letters of the languages in the table only: with the flags and classes
// for all letters there are, compiling them takes longer than reading the prompts.
export const letter = 'a-zà-ɏ';

const compiled = new Map<string, Patterns>();

/** Compiled when first needed: most courses are held in one language. */
export function patternsOf(language: Language): Patterns {
  const known = compiled.get(language.code);
  if (known) return known;
  const patterns = compile(language);
  compiled.set(language.code, patterns);
  return patterns;
}

/** Compiled when first used. */
function lazily(source: string, flags?: string): () => RegExp {
  let pattern: RegExp | undefined;
  return () => {
    pattern ??= new RegExp(source, flags);
    return pattern;
  };
}

function compile(language: Language): Patterns {
  const isSpaced = language.code !== 'zh';
  const [before, behind] = isSpaced ? [`(?<![${letter}\\d.,])`, `(?![${letter}])`] : ['(?<![\\d.])', ''];
  const numbers = new Map<string, number>();
  for (const [index, names] of language.numbers.entries())
    for (const name of names.split('|')) if (name !== '') numbers.set(name, index + 1);
  const named = [...numbers.keys()].sort((a, b) => b.length - a.length);
  const quantity = "(?:\\d{1,3}[.,'\\u202f\\u00a0]\\d{3}(?!\\d)|\\d{1,5})";
  // Of words an article counts none.
  const orArticle = language.article === '' ? quantity : `(?:${quantity}|(?:${language.article})${behind})`;
  // A bound may touch what follows it only where it ends in a sign or where words are not set apart.
  const gap = isSpaced ? `(?:${behind}|(?<=[.:]))\\s*` : '\\s*';
  const lead = `(?:(?:(?<most>${language.atMost})|(?<least>${language.atLeast})|(?<between>${language.between})|(?<about>${language.about}))${gap})?`;
  const mid = `(?:\\s*\\(?(?:(?<orMore>${language.orMore})|(?<orFewer>${language.orFewer}))\\)?${behind})?`;
  const tail = `(?:\\s?[,(]?\\s?(?:(?<moreBehind>${language.orMore})|(?<fewerBehind>${language.orFewer})${isSpaced ? '' : '|(?<aboutBehind>左右|上下)'})${behind})?`;
  const rangeOf = (first: string, noun: string): string =>
    `${before}${lead}(?<from>${first})(?:\\s?${noun}(?:[-–—]|(?:${language.to})${behind})\\s?(?<to>${quantity}))?${mid}`;
  const adjectives = isSpaced ? `\\s?(?:[${letter}-]+\\s){0,2}?` : '\\s?';
  const bounded = (bound: string, name: string): string => `(?:${bound})${gap}(?<${name}>${quantity})`;
  const between = `\\s?(?:${language.words})?[^\\d.!?]{0,12}?`;
  return {
    dashedWords: new RegExp(`${before}(\\d{1,5})\\s?[-–—]\\s?(\\d{1,5})\\s?(?:${language.words})${behind}`),
    words: lazily(
      `${rangeOf(quantity, `(?:(?:${language.words})\\s?)?`)}\\s?(?:${language.words})${behind}${tail}`,
      'g',
    ),
    figures: lazily(`${rangeOf(orArticle, '')}${adjectives}(?:${language.figures})${behind}${tail}`, 'g'),
    bothBounds: lazily(
      `${before}(?:${bounded(language.atLeast, 'low')}${between}${before}${bounded(language.atMost, 'high')}|${bounded(language.atMost, 'high2')}${between}${before}${bounded(language.atLeast, 'low2')})\\s?(?:${language.words})${behind}`,
    ),
    numbers,
    spelled: new RegExp(`${before}(?:${named.join('|')})${behind}`, 'g'),
    article: language.article === '' ? undefined : new RegExp(`^(?:${language.article})$`),
    plainBefore: lazily(
      isSpaced
        ? `(?:^|[.,:;!?(+=|>–—-]|(?<![${letter}])(?:${language.plain}|${language.join}))\\s?$`
        : `(?:^|[.,:;!?(+=|>–—。，、：；（\\s-]|${language.plain}|${language.join})\\s?$`,
    ),
    notBefore: lazily(
      `${isSpaced ? `(?<![${letter}])` : ''}(?:${language.not})${isSpaced ? `(?:\\s[${letter}]+){0,2}` : ''}\\s?$`,
    ),
    askBefore: lazily(
      isSpaced ? `(?<![${letter}])(?:${language.ask})(?:\\s[${letter}]+){0,2}\\s?$` : `(?:${language.ask})\\s?$`,
    ),
    joinBefore: lazily(`^\\s?[.,(]?\\s?(?:${language.join})\\s?$`),
    joinBehind: lazily(`^\\s?,?\\s?(?:${language.join})(?:\\s|$)`),
  };
}

/** Any word for what prompts count, in any language: the test that most prompts fail. */
const countable = {
  words: new RegExp(languages.map(({ words }) => words).join('|')),
  figures: new RegExp(languages.map(({ figures }) => figures).join('|')),
};

const nouns = new Map<string, RegExp>();

/** Words that the other languages do not have. Prompts in those may quote one of them. */
const english = /(?<![a-z])(?:the|your|you|and|what|which|how|this|that|did|are)(?![a-z])/g;

function isEnglish(text: string): boolean {
  return new Set(text.match(english)).size >= 2;
}

/** The languages that have a word in a text for what is counted: only their patterns are compiled. */
export function* languagesOf(text: string, kind: 'words' | 'figures'): Generator<Language> {
  const [first, ...others] = languages;
  if (first && nounOf(first, kind).test(text)) yield first;
  if (isEnglish(text) || !countable[kind].test(text)) return;
  for (const language of others) if (nounOf(language, kind).test(text)) yield language;
}

export function nounOf(language: Language, kind: 'words' | 'figures'): RegExp {
  const name = `${language.code} ${kind}`;
  const known = nouns.get(name);
  if (known) return known;
  const [before, behind] = language.code === 'zh' ? ['', ''] : [`(?<![${letter}])`, `(?![${letter}])`];
  const noun = new RegExp(`${before}(?:${language[kind]})${behind}`);
  nouns.set(name, noun);
  return noun;
}
