import type { Finding } from '../../model/diagnostic.js';
import { wordPattern } from '../../model/letters.js';
import type { QuestionKey } from '../../model/question-key.js';
import type { Report } from '../../model/report.js';
import { linesOfProse, ownTexts, type ProseLine, withoutComments } from '../prose-lines.js';
import type { Rule } from '../rule.js';
import { runLength, SeenRuns } from '../seen-runs.js';

export const textRepeated: Rule = {
  name: 'text-repeated',
  meaning: 'A passage stands in the report twice.',
  remedy: 'Keep it in one place.',
  find: ({ report }) => {
    const words: string[] = [];
    const passages = passagesOf(report, words);
    const seen = new SeenRuns(words);
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
  /** The number of its first word, and of the one behind its last. */
  readonly first: number;
  readonly end: number;
}

/** The passages of a report. Their words, in lower case, are appended to `words`. */
function passagesOf(report: Report, words: string[]): readonly Passage[] {
  return ownTexts(report).map(({ answer, ...question }) => {
    const lines = withoutComments(linesOfProse(answer));
    const first = words.length;
    const text = lines.map((line) => line.text).join('\n');
    const found = text.match(wordPattern(text));
    if (found) for (const one of lowerCase(found.join(' ')).split(' ')) words.push(one);
    return { question, lines, first, end: words.length };
  });
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
  { first, end }: Passage,
  seen: SeenRuns,
): { readonly at: number; readonly earlier: number } | undefined {
  let repeated: { readonly at: number; readonly earlier: number } | undefined;
  for (let at = first; at + runLength <= end; at += 1) {
    const earlier = seen.add(at, at > first);
    // A run that overlaps itself is one word repeated many times, not a passage pasted twice.
    if (earlier !== undefined && !repeated && (earlier < first || at - earlier >= runLength))
      repeated = { at, earlier };
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
    const words = [...text.matchAll(wordPattern(text))];
    const match = words[index];
    if (match) return { line, column: column + match.index, length: match[0].length };
    index -= words.length;
  }
  throw new RangeError(`There is no word ${number}`);
}
