/** The rules about whether a question is answered, and with how many words. */
import { questionsOf } from '../../model/report.js';
import { lengthLimitOf, lengthOfAnswer } from '../../model/report-progress.js';
import { countOf, describeRange } from '../ranges.js';
import { type Rule, spanOfAnswer } from '../rule.js';

export const answerMissing: Rule = {
  name: 'answer-missing',
  meaning: 'A question has no answer: nothing is there, or only the placeholder.',
  remedy: 'Write the answer below the prompt, in the place of the placeholder.',
  find: ({ report }) =>
    questionsOf(report)
      .filter(({ answer }) => answer.status !== 'answered')
      .map((question) => {
        const { answer, constraints, key, label, title } = question;
        const [placeholder] = answer.placeholders;
        const asked = constraints.length > 0 ? ` It asks for ${constraints.map(describeRange).join(' and ')}.` : '';
        const what = placeholder
          ? 'only the placeholder stands there. Write the answer in its place.'
          : 'write one below its prompt.';
        return {
          rule: 'answer-missing',
          message: `${title || label} has no answer: ${what}${asked}`,
          span: placeholder ?? question.span,
          question: key,
        };
      }),
};

export const answerPlaceholder: Rule = {
  name: 'answer-placeholder',
  meaning: 'The placeholder is still there, beside an answer.',
  remedy: 'Delete the placeholder.',
  find: ({ report }) =>
    questionsOf(report).flatMap(({ answer, key }) =>
      answer.status === 'answered'
        ? answer.placeholders.map((span) => ({
            rule: 'answer-placeholder',
            message: 'The placeholder is still here, beside the answer. Delete it; it was not counted.',
            span,
            question: key,
          }))
        : [],
    ),
};

export const answerTooShort: Rule = {
  name: 'answer-too-short',
  meaning: 'An answer has fewer words or characters than its prompt asks for.',
  remedy: 'Write more.',
  find: ({ report, counting }) =>
    questionsOf(report).flatMap((question) => {
      const limit = lengthLimitOf(question);
      if (!limit?.min || question.answer.status !== 'answered') return [];
      const length = lengthOfAnswer(question, limit, counting);
      if (length >= limit.min) return [];
      const message = `The answer has ${countOf(length, limit.kind)}; ${describeRange(limit)} are asked for. Write at least ${limit.min - length} more.`;
      return [{ rule: 'answer-too-short', message, span: spanOfAnswer(question.answer), question: question.key }];
    }),
};

export const answerTooLong: Rule = {
  name: 'answer-too-long',
  meaning: 'An answer has more words or characters than its prompt allows.',
  remedy: 'Shorten it.',
  find: ({ report, counting }) =>
    questionsOf(report).flatMap((question) => {
      const limit = lengthLimitOf(question);
      if (limit?.max === undefined || question.answer.status !== 'answered') return [];
      const length = lengthOfAnswer(question, limit, counting);
      if (length <= limit.max) return [];
      const message = `The answer has ${countOf(length, limit.kind)}; ${describeRange(limit)} are asked for. Shorten it by at least ${length - limit.max}.`;
      return [{ rule: 'answer-too-long', message, span: spanOfAnswer(question.answer), question: question.key }];
    }),
};
