import type { Field } from './field.js';
import { wordsOf } from './words.js';

/** Letters that an example, and the second word of a phrase, have at least: shorter words are mostly those of every text. */
const fewestLetters = { first: 7, second: 6 };

/** The share of all answers that an example is in at most: what every answer has tells nothing. */
const mostOfAll = 0.25;

/** Words that are tried for a phrase. */
const tried = 20;

/** Searches that show what can be found: a word that several documents share, and a phrase in quotation marks. */
export function chooseExamples(field: Field, textOf: (document: number) => string): readonly string[] {
  const common = field.words
    .map((word, id) => ({ word, ...field.spreadOf(id) }))
    .filter(({ word, count }) => count > 1 && count <= field.size * mostOfAll && isLong(word, fewestLetters.first))
    .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1))
    .slice(0, tried);
  const phrase = common.slice(1).flatMap(({ word, first }) => phraseAt(textOf(first), word) ?? [])[0];
  const [most] = common;
  const word = most && asWritten(textOf(most.first), most.word);
  return [...(word ? [word] : []), ...(phrase ? [`"${phrase}"`] : [])];
}

function isLong(word: string, letters: number): boolean {
  return word.length >= letters && /^\p{L}+$/u.test(word);
}

function asWritten(text: string, word: string): string | undefined {
  const found = wordsOf(text).find(({ folded }) => folded === word);
  return found && text.slice(found.start, found.end).toLowerCase();
}

/** A word and the long one that follows it in a text. */
function phraseAt(text: string, word: string): string | undefined {
  const words = wordsOf(text);
  const at = words.findIndex(
    ({ folded, end }, index) =>
      folded === word && text[end] === ' ' && isLong(words[index + 1]?.folded ?? '', fewestLetters.second),
  );
  const [from, to] = [words[at], words[at + 1]];
  return from && to && to.start === from.end + 1 ? text.slice(from.start, to.end).toLowerCase() : undefined;
}
