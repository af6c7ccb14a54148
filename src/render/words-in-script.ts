import type { Language, WordKey } from '../words/language.js';
import { scriptJson } from './script-json.js';

/**
 * A statement to put before a page's script, with the words that it shows; empty where it shows none. A script shows the
 * words whose keys stand in it as strings.
 */
export function wordsInScript(script: string, { words, wordsTag }: Language): string {
  const keys = new Set(Array.from(script.matchAll(/["'`]([a-zA-Z]+\.[a-zA-Z]+)["'`]/g), ([, key = '']) => key));
  const shown = Object.entries(words).filter(([key]) => keys.has(key as WordKey));
  return shown.length === 0 ? '' : `handinWords=${scriptJson([wordsTag, Object.fromEntries(shown)])};\n`;
}
