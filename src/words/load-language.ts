import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { packageLayouts } from '../config/package-files.js';
import { UserError } from '../model/user-error.js';
import { checkWords, namesOfMissing, type SomeWords } from './check-words.js';
import { baseOf, createLanguage, english, type Language } from './language.js';

/** A language, and what the course should know of its words, one sentence each. */
export interface LoadedLanguage {
  readonly language: Language;
  readonly notes: readonly string[];
}

/**
 * Loads the words of a language from `words/<tag>.json` in two folders of layouts: those of the package, and over them
 * those of the course. `da-DK` takes the words of `da`, and what it says otherwise. What has no words is English.
 *
 * @throws UserError for a file of the course that cannot be read or is not JSON, or has unknown keys or texts that do not fit
 */
export function loadLanguage(tag: string, courseLayouts: string): LoadedLanguage {
  const tags = [...new Set([baseOf(tag), tag])];
  const known = tags.flatMap((one) => (one === english.tag ? english.words : (readWords(packageLayouts, one) ?? [])));
  const own = tags.flatMap((one) => readWords(courseLayouts, one) ?? []);
  const place = path.join(path.basename(courseLayouts), 'words', `${tag}.json`);
  if (known.length === 0 && own.length === 0)
    return {
      language: createLanguage(tag, english.words, english.tag),
      notes: [`There are no words in the language “${tag}”: those of the pages are English. ${place} can give them.`],
    };
  const found: SomeWords = Object.fromEntries([...known, ...own].flatMap((words) => Object.entries(words)));
  const missing = namesOfMissing(found);
  return {
    language: createLanguage(tag, { ...english.words, ...found }),
    notes: missing === undefined ? [] : [`${place} lacks words, which are English on the pages: ${missing}.`],
  };
}

function readWords(layouts: string, tag: string): SomeWords | undefined {
  const file = path.join(layouts, 'words', `${tag}.json`);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // On Windows, a path below a file is said to be absent.
    const isBelowFile = code === 'ENOENT' && statSync(path.dirname(file), { throwIfNoEntry: false })?.isFile() === true;
    if (code === 'ENOENT' && !isBelowFile) return undefined;
    throw new UserError(
      `The file of words ${file} cannot be read (${isBelowFile ? 'ENOTDIR' : (code ?? message)}).`,
      'Make it a readable file in a folder named “words”, or remove it: the pages then have the words of the package.',
    );
  }
  return checkWords(text, file, tag);
}
