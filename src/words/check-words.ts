import { nearestName } from '../config/nearest-name.js';
import { UserError } from '../model/user-error.js';
import { english, type Words } from './language.js';
import { placeholder, type Wording } from './translate.js';

/** The words of a file, all or some. */
export type SomeWords = Partial<Words>;

/**
 * Checks what a file of words says.
 *
 * @param text Its content.
 * @param file Its name, for messages.
 * @param language The language it is for, a BCP 47 tag.
 * @throws UserError naming every key that is unknown, and every text that does not fit its key
 */
export function checkWords(text: string, file: string, language: string): SomeWords {
  const entries = Object.entries(parse(text, file));
  const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const faults = entries.flatMap(([key, wording]) => faultsOf(key, wording, categories));
  if (faults.length > 0)
    throw new UserError(`${file} holds words that cannot be used.\n${list(faults)}`, 'Correct them there.');
  return Object.fromEntries(entries) as SomeWords;
}

/** Faults or keys that are named, of many. */
const maxNamed = 12;

function list(faults: readonly string[]): string {
  const more = faults.length - maxNamed;
  return [...faults.slice(0, maxNamed), ...(more > 0 ? [`and ${more} more`] : [])]
    .map((line) => `  ${line}`)
    .join('\n');
}

function parse(text: string, file: string): Readonly<Record<string, unknown>> {
  const form = 'It is a JSON object with a text for each key, as in layouts/words/en.json of the package.';
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new UserError(`${file} is not JSON: ${(error as Error).message}.`, form);
  }
  if (!isObject(value)) throw new UserError(`${file} holds no words.`, form);
  return value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function faultsOf(key: string, wording: unknown, categories: readonly string[]): readonly string[] {
  if (!Object.hasOwn(english.words, key)) {
    const nearest = nearestName(key, Object.keys(english.words));
    return [`“${key}” is unknown${nearest === undefined ? '.' : `: did you mean “${nearest}”?`}`];
  }
  const original = english.words[key as keyof Words];
  const known = placeholdersOf(original);
  if (typeof wording === 'string') return unknownPlaceholders(key, wording, known);
  if (!isObject(wording) || !Object.values(wording).every((form) => typeof form === 'string'))
    return [`“${key}” has to be a text.`];
  if (!known.has('count') && typeof original === 'string') return [`“${key}” has no plural: it has to be one text.`];
  const unknown = Object.keys(wording).filter((category) => !categories.includes(category));
  return [
    ...(unknown.length > 0
      ? [`“${key}” has the plural form “${unknown[0]}”; this language has ${categories.join(', ')}.`]
      : []),
    ...(Object.hasOwn(wording, 'other') ? [] : [`“${key}” lacks the plural form “other”.`]),
    ...Object.values(wording).flatMap((form) => unknownPlaceholders(key, String(form), known)),
  ];
}

function unknownPlaceholders(key: string, text: string, known: ReadonlySet<string>): readonly string[] {
  const names = [...known].map((name) => `{${name}}`).join(', ');
  return [...placeholdersOf(text)]
    .filter((name) => !known.has(name))
    .map((name) => `“${key}” has {${name}}; ${names === '' ? 'it takes no values' : `it takes ${names}`}.`);
}

/** The names of the placeholders in a text, or in any of its plural forms. */
export function placeholdersOf(wording: Wording): ReadonlySet<string> {
  const texts = typeof wording === 'string' ? [wording] : Object.values(wording);
  return new Set(texts.flatMap((text) => Array.from(text.matchAll(placeholder), ([, name = '']) => name)));
}

/** The keys of the English words that others lack, for a message; undefined for none. */
export function namesOfMissing(words: SomeWords): string | undefined {
  const missing = Object.keys(english.words).filter((key) => !Object.hasOwn(words, key));
  if (missing.length === 0) return undefined;
  const more = missing.length - maxNamed;
  return missing.slice(0, maxNamed).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
