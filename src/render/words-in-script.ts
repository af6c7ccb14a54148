import type { Language } from '../words/language.js';
import { scriptJson } from './script-json.js';

/** What a script has in the place of the language's tag. */
const tagMark = 'words.language';

/**
 * Writes the words into a page's script, in the places of their keys: whatever stands in it as a string and is a key. That
 * takes fewer bytes than a list of words, and a layout of a course need not pass one on.
 */
export function wordsInScript(script: string, { words, wordsTag }: Language): string {
  const texts: Readonly<Record<string, unknown>> = { ...words, [tagMark]: wordsTag };
  return script.replace(/(["'`])([a-zA-Z]+\.[a-zA-Z]+)\1/g, (literal, _, key: string) =>
    Object.hasOwn(texts, key) ? scriptJson(texts[key]).toString() : literal,
  );
}
