import { findSimilarAnswers } from '../../../src/similar/find-similar-answers.js';
import type { GroupAnswer, SimilarPair, SimilarSide } from '../../../src/similar/types.js';

/** Three answers that share nothing. */
export const scale = `We put the scale on the stone table, because the wooden one shook whenever somebody walked past the door.
Then we weighed every sample three times and wrote the middle value down.

In the second week the readings drifted, so from then on we checked it against the brass weights each morning.`;

export const lamp = `Our lamp hung from a clamp about forty centimetres above the tray. It needed ten minutes before its light
was steady, which we only found out after the first series had to be thrown away.

Nobody was allowed to open the curtain while a series was running.`;

export const drying = `All samples were dried overnight in the oven at sixty degrees and left to cool under a glass bell. The bell mattered
more than we had thought: without it they took up enough water within an hour to spoil the last digit.`;

/** What groups wrote to question 1, the first of them being group 0. */
export function answersOf(...texts: readonly string[]): readonly GroupAnswer[] {
  return texts.map((text, group) => ({ group, question: '1', text }));
}

export function compare(texts: readonly string[], given: readonly string[] = []): readonly SimilarPair[] {
  return findSimilarAnswers({ answers: answersOf(...texts), given });
}

/** The groups of each pair, as `0+1`, so that a failure reads well. */
export function groupsOf(pairs: readonly SimilarPair[]): readonly string[] {
  return pairs.map(({ sides: [a, b] }) => `${a.group}+${b.group}`);
}

export function textOf({ segments }: SimilarSide): string {
  return segments.map(({ text }) => text).join('');
}

/** The answer with every shared piece as `[1: words]`. */
export function marked({ segments }: SimilarSide): string {
  return segments.map(({ text, shared }) => (shared === null ? text : `[${shared}: ${text}]`)).join('');
}

/** Prose of so many words that no other seed has: `seed` begins every word. */
export function ownProse(seed: string, words: number): string {
  return Array.from({ length: words }, (_, index) => `${seed}${letters(index)}${index % 12 === 11 ? '.' : ''}`).join(
    ' ',
  );
}

/** A number as letters, so that it is part of a word like any other. */
function letters(value: number): string {
  return [...value.toString(26)].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26))).join('');
}

/** Replaces every so-manieth word by another. */
export function reworded(text: string, every: number): string {
  let word = 0;
  return text.replace(/\S+/g, (piece) => {
    word += 1;
    return word % every === 0 ? `other${letters(word)}` : piece;
  });
}
