import { questionsOf } from '../../model/report.js';
import { lengthLimitOf, lengthOfAnswer } from '../../model/report-progress.js';
import { countOf, describeRange } from '../ranges.js';
import { type Rule, spanOfAnswer } from '../rule.js';

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
