import type { WordKey, Words } from '../../../src/words/language.js';
import { createTranslate, type Translate } from '../../../src/words/translate.js';

declare global {
  /** The language and the words of this page's script: the build puts them before it. */
  var handinWords: readonly [language: string, words: Partial<Words>] | undefined;
}

let translate: Translate<WordKey> | undefined;

/** Looks up words in the language of the page. */
export const t: Translate<WordKey> = (key, values) => {
  const [language, words] = globalThis.handinWords ?? ['en', {}];
  translate ??= createTranslate(words as Words, language);
  return translate(key, values);
};

/** The language of the words; undefined for English. */
function otherLanguage(): string | undefined {
  const language = globalThis.handinWords?.[0] ?? 'en';
  return /^en\b/.test(language) ? undefined : language;
}

/** Marks an element whose text is of a report: on a page that is not English, it need not be in its language. */
export function markAsReport(element: HTMLElement): void {
  if (otherLanguage() !== undefined) element.lang = '';
}

/** How times are written: as the page is, or on an English one, which is read everywhere, as the reader's browser does. */
export function timeFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(otherLanguage(), options);
}
