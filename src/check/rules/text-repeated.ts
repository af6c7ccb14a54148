import { type Question, questionsOf } from '../../model/report.js';
import { linesOfProse } from '../prose-lines.js';
import type { Rule } from '../rule.js';

/** So many words in the same order do not repeat by chance; shorter runs are names, commands and set phrases. */
const runLength = 20;

interface Word {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

export const textRepeated: Rule = {
  name: 'text-repeated',
  meaning: 'A passage stands in the report twice.',
  remedy: 'Keep it in one place.',
  find: ({ report }) => {
    const seen = new Map<string, { readonly word: Word; readonly question: Question; readonly index: number }>();
    return questionsOf(report).flatMap((question) => {
      const words = wordsWithPlaces(question);
      let told = false;
      return words.flatMap((word, index) => {
        if (index + runLength > words.length) return [];
        const run = words
          .slice(index, index + runLength)
          .map(({ text }) => text)
          .join(' ');
        const earlier = seen.get(run);
        if (!earlier) seen.set(run, { word, question, index });
        // A run that overlaps itself is one word said many times, not a passage pasted twice.
        if (!earlier || told || (earlier.question === question && index - earlier.index < runLength)) return [];
        told = true;
        const span = {
          path: report.source.path,
          line: word.line,
          column: word.column,
          endLine: word.line,
          endColumn: word.column + word.text.length,
        };
        const where = earlier.word.line === word.line ? 'earlier on this line' : `on line ${earlier.word.line}`;
        return [
          {
            rule: 'text-repeated' as const,
            message: `This passage already stands ${where}. Keep it in one place.`,
            span,
            question: question.number,
          },
        ];
      });
    });
  },
};

function wordsWithPlaces(question: Question): readonly Word[] {
  return linesOfProse(question.answer).flatMap(({ text, line, column }) =>
    [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((match) => ({
      text: match[0].toLowerCase(),
      line,
      column: column + match.index,
    })),
  );
}
