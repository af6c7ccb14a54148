import { once } from '../model/once.js';

/** Words for a key: one text, or one for each plural category of the language, of which `other` is the last resort. */
export type Wording = string | PluralForms;

/** A text for each plural category. */
export type PluralForms = { readonly other: string } & { readonly [Category in Intl.LDMLPluralRule]?: string };

/** What stands for the placeholders of a text. `count` decides which plural form it is. */
export type Values = Readonly<Record<string, string | number>>;

/** The words for a key, with the placeholders replaced. */
export type Translate<Key extends string> = (key: Key, values?: Values) => string;

/** Where a placeholder such as `{count}` stands. */
export const placeholder = /\{(\w+)\}/g;

/**
 * Makes the function that looks words up. Numbers are written with the language's decimal sign, without separators between
 * thousands and in Latin digits: scripts read numbers from pages and write them there.
 *
 * @param language The language of the words, a BCP 47 tag.
 * @param escapeText Applied to the words, and not to the values.
 * @throws Error for a key that there is not, or a placeholder without a value
 */
export function createTranslate<Key extends string>(
  words: Readonly<Record<Key, Wording>>,
  language: string,
  escapeText: (text: string) => string = (text) => text,
): Translate<Key> {
  const plural = once(() => new Intl.PluralRules(language));
  const formatNumber = numberFormatter(language);
  return (key, values = {}) => {
    const wording = words[key];
    // Most have no placeholder, and pages have tens of thousands.
    if (typeof wording === 'string' && !wording.includes('{')) return escapeText(wording);
    if (wording === undefined) throw new Error(`there are no words for “${key}”`);
    const text =
      typeof wording === 'string' ? wording : (wording[plural().select(Number(values['count']))] ?? wording.other);
    return escapeText(text).replace(placeholder, (_, name: string) => {
      const value = values[name];
      // Layouts may pass null.
      if (value === undefined || value === null) throw new Error(`the words for “${key}” need a value for “${name}”`);
      return typeof value === 'number' ? formatNumber(value) : value;
    });
  };
}

/** Whole numbers are the same in all languages, and the first `Intl.NumberFormat` takes half as long as starting Node. */
function numberFormatter(language: string): (value: number) => string {
  const format = once(() => new Intl.NumberFormat(language, { useGrouping: false, numberingSystem: 'latn' }));
  return (value) => (Number.isSafeInteger(value) && value >= 0 ? String(value) : format().format(value));
}
