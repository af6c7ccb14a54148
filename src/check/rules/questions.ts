/** The rules about which questions a report holds. */
import type { Finding } from '../../model/diagnostic.js';
import type { QuestionKey } from '../../model/question-key.js';
import { type Question, questionsOf, type Report } from '../../model/report.js';
import { firstLine, type Rule } from '../rule.js';

export const questionMissing: Rule = {
  name: 'question-missing',
  meaning: 'A question of the template is not in the report.',
  remedy: 'Put the question back, with its heading and prompt.',
  find: ({ report, template }) => {
    const questions = questionsOf(report);
    // Without a template no questions are expected.
    if (questions.length === 0 && report.template) return [noQuestion(report)];
    const order = new Map([...(template?.questions.keys() ?? [])].map((key, index) => [key, index]));
    const positionOf = (key: QuestionKey): number => order.get(key) ?? order.size;
    return report.missing.map((key) => {
      const before = questions.findLast((question) => positionOf(question.key) < positionOf(key));
      const heading = template?.questions.get(key)?.title ?? key;
      const where = before ? `after “${before.title || before.label}”` : 'before the first question';
      return {
        rule: 'question-missing',
        message: `“${heading}” of the template is missing. Put its heading and prompt back ${where}.`,
        span: before?.span ?? firstLine(report),
        question: key,
      };
    });
  },
};

function noQuestion(report: Report): Finding {
  const message = 'No question was found in this report. Start from the course’s template, and keep its headings.';
  return { rule: 'question-missing', message, span: firstLine(report) };
}

export const questionDuplicate: Rule = {
  name: 'question-duplicate',
  meaning: 'Two questions have the same number or heading.',
  remedy: 'Keep one, or correct the number.',
  find: ({ report }) => {
    const first = new Map<QuestionKey, Question>();
    return questionsOf(report).flatMap((question) => {
      const earlier = first.get(question.key);
      if (!earlier) {
        first.set(question.key, question);
        return [];
      }
      const message = `${question.label} was already asked on line ${earlier.span.line}. Keep one of the two, or correct the ${question.number === null ? 'heading' : 'number'}.`;
      return [{ rule: 'question-duplicate', message, span: question.span, question: question.key }];
    });
  },
};

export const questionUnknown: Rule = {
  name: 'question-unknown',
  meaning: 'A question is not in the template.',
  remedy: 'Correct its number, or move its text to the question it answers.',
  find: ({ report, template }) =>
    template
      ? questionsOf(report)
          .filter((question) => !template.questions.has(question.key))
          .map((question) => ({
            rule: 'question-unknown',
            message: `The template has no “${question.label}”. Correct the number, or move the text to the question it answers.`,
            span: question.span,
            question: question.key,
          }))
      : [],
};
