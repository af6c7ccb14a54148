import type { Finding } from '../../model/diagnostic.js';
import type { QuestionKey } from '../../model/question-key.js';
import type { Report } from '../../model/report.js';
import { linesOfProse, ownTexts, type ProseLine, withoutComments } from '../prose-lines.js';
import type { Rule } from '../rule.js';

/**
 * Number of equal words in sequence that does not repeat by chance; shorter runs are names, commands and set phrases.
 */
const runLength = 20;

export const textRepeated: Rule = {
  name: 'text-repeated',
  meaning: 'A passage stands in the report twice.',
  remedy: 'Keep it in one place.',
  find: ({ report }) => {
    const passages = passagesOf(report);
    /** The number of the first word of each run, at its first occurrence. */
    const seen = new Map<string, number>();
    return passages.flatMap((passage) => {
      const repeated = firstRepeated(passage, seen);
      if (!repeated) return [];
      const { question } = passage;
      const { line, column, length } = positionOfWord(passage, repeated.at);
      const source = passages.findLast(({ first }) => first <= repeated.earlier) ?? passage;
      const earlier = positionOfWord(source, repeated.earlier);
      const where = earlier.line === line ? 'earlier on this line' : `on line ${earlier.line}`;
      const span = { path: report.source.path, line, column, endLine: line, endColumn: column + length };
      const message = `This passage already stands ${where}. Keep it in one place.`;
      return [{ rule: 'text-repeated', message, span, ...question } satisfies Finding];
    });
  },
};

/** An answer's prose. Its words are numbered consecutively over all answers. */
interface Passage {
  /** The question that it answers, if any, in the form of a finding's field. */
  readonly question: { readonly question?: QuestionKey };
  readonly lines: readonly ProseLine[];
  /** The number of its first word. */
  readonly first: number;
  /** Its words in lower case, each followed by a space. */
  readonly text: string;
  /** Offset of each word in `text`, and, last, the end of the text. */
  readonly starts: readonly number[];
}

const word = /[\p{L}\p{N}]+/gu;

function passagesOf(report: Report): readonly Passage[] {
  let first = 0;
  return ownTexts(report).map(({ answer, ...question }) => {
    const lines = withoutComments(linesOfProse(answer));
    const words = joined(lines).match(word) ?? [];
    const starts = [0];
    let end = 0;
    for (const { length } of words) {
      end += length + 1;
      starts.push(end);
    }
    const passage = { question, lines, first, text: lowerCase(`${words.join(' ')} `), starts };
    first += words.length;
    return passage;
  });
}

function joined(lines: readonly ProseLine[]): string {
  return lines.map(({ text }) => text).join('\n');
}

/** Lower-cased text, unless that changes offsets: a few capital letters become two code units. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}

/**
 * Adds a passage's runs to those seen, and finds the first that was already among them. Both are given by the number of
 * their first word.
 */
function firstRepeated(
  { text, starts, first }: Passage,
  seen: Map<string, number>,
): { readonly at: number; readonly earlier: number } | undefined {
  let repeated: { readonly at: number; readonly earlier: number } | undefined;
  for (let index = 0; index + runLength < starts.length; index += 1) {
    const run = text.slice(starts[index], starts[index + runLength]);
    const at = first + index;
    const earlier = seen.get(run);
    if (earlier === undefined) seen.set(run, at);
    // A run that overlaps itself is one word repeated many times, not a passage pasted twice.
    else if (!repeated && (earlier < first || at - earlier >= runLength)) repeated = { at, earlier };
  }
  return repeated;
}

/** The position of a word, 1-based. */
function positionOfWord(
  { lines, first }: Passage,
  number: number,
): { readonly line: number; readonly column: number; readonly length: number } {
  let index = number - first;
  for (const { text, line, column } of lines) {
    const words = [...text.matchAll(word)];
    const match = words[index];
    if (match) return { line, column: column + match.index, length: match[0].length };
    index -= words.length;
  }
  throw new RangeError(`There is no word ${number}`);
}
