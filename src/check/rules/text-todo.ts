import { questionsOf } from '../../model/report.js';
import { linesOfProse } from '../prose-lines.js';
import type { Rule } from '../rule.js';

/** Notes that people leave for themselves. Lower-case "todo" and "to do" are ordinary words, and `TODO_LIST` is a name. */
const note = /(?<![\p{L}\p{N}]_*)(?:TO[\s-]?DO|FIXME|TBD|TBA|XXX)(?!_*[\p{L}\p{N}])|##\s*(?:REMOVE|CHECK|FIX)\b\??/u;

export const textTodo: Rule = {
  name: 'text-todo',
  meaning: 'A note to oneself was left in an answer.',
  remedy: 'Do what it says, and delete it.',
  find: ({ report }) =>
    questionsOf(report).flatMap((question) => {
      if (!note.test(question.answer.markdown)) return [];
      return linesOfProse(question.answer).flatMap(({ text, line, column }) => {
        const match = note.exec(text);
        if (!match) return [];
        const start = column + match.index;
        const span = {
          path: report.source.path,
          line,
          column: start,
          endLine: line,
          endColumn: start + match[0].length,
        };
        return [
          {
            rule: 'text-todo' as const,
            message: `“${match[0]}” was left in the answer. Do what it says, and delete it.`,
            span,
            question: question.key,
          },
        ];
      });
    }),
};
