import type { WordKey } from '../../../src/words/language.js';
import type { PluralForms, Values } from '../../../src/words/translate.js';

/** The language of the words; the build writes its tag here. */
const language: string = 'words.language';
const plural = new Intl.PluralRules('words.language');

/**
 * Says something in the language of the page: wherever a key of the words stands in a script, the build writes the words
 * (`src/render/words-in-script.ts`), so that this gets them and not their key.
 */
export function t(key: WordKey, values?: Values): string {
  // A text has no property of a plural form's name.
  const wording = key as unknown as PluralForms & string;
  const form = plural.select(values?.['count'] as number);
  // A value that is no text is written as one.
  return (wording[form] ?? wording.other ?? wording).replace(/{(\w+)}/g, (_, name: string) => values?.[name] as string);
}

/** Writes a number that may have decimals, in Latin digits and without separators between thousands. */
export function decimal(value: number): string {
  return value.toLocaleString(language, { useGrouping: false, numberingSystem: 'latn' });
}

/** Marks an element whose text is of a report: on a page that is not English, it need not be in its language. */
export function markAsReport(element: HTMLElement): void {
  if (!isEnglish()) element.lang = '';
}

/** How times are written: as the page is, or on an English one, which is read everywhere, as the reader's browser does. */
export function timeFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(isEnglish() ? undefined : language, options);
}

function isEnglish(): boolean {
  return language.startsWith('en');
}
