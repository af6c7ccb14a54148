import englishWords from '../../layouts/words/en.json' with { type: 'json' };
import { createTranslate, type Translate, type Wording } from './translate.js';

/** The words that pages are made with, by key: what the English file has. */
export type Words = Readonly<Record<WordKey, Wording>>;

/** A key of the words. */
export type WordKey = keyof typeof englishWords;

/** The language of the pages of a site. */
export interface Language {
  /** BCP 47 tag of the pages, as configured. */
  readonly tag: string;
  /** BCP 47 tag of the words: English where there are none in the language of the pages. */
  readonly wordsTag: string;
  readonly words: Words;
  readonly t: Translate<WordKey>;
}

/** Makes a language of its words. */
export function createLanguage(tag: string, words: Words, wordsTag = tag): Language {
  return { tag, wordsTag, words, t: createTranslate(words, wordsTag) };
}

export const english: Language = createLanguage('en', englishWords);

/** Whether the words are English, like messages about reports. */
export function isEnglish({ wordsTag }: Pick<Language, 'wordsTag'>): boolean {
  return baseOf(wordsTag) === 'en';
}

/** The language of a tag without region and script: `pt` of `pt-BR`. */
export function baseOf(tag: string): string {
  return new Intl.Locale(tag).language;
}
