import { questionsOf } from '../../model/report.js';
import { wordsOfAnswer } from '../../model/report-progress.js';
import { countOf, describeRange, limitOf } from '../ranges.js';
import { type Rule, spanOfAnswer } from '../rule.js';

export const answerTooShort: Rule = {
  name: 'answer-too-short',
  meaning: 'An answer has fewer words than its prompt asks for.',
  remedy: 'Write more.',
  find: ({ report, counting }) =>
    questionsOf(report).flatMap((question) => {
      const limit = limitOf(question, 'words');
      const words = wordsOfAnswer(question, counting);
      if (!limit?.min || question.answer.status !== 'answered' || words >= limit.min) return [];
      const message = `The answer has ${countOf(words, 'words')}; ${describeRange(limit)} are asked for. Write at least ${limit.min - words} more.`;
      return [{ rule: 'answer-too-short', message, span: spanOfAnswer(question.answer), question: question.key }];
    }),
};

export const answerTooLong: Rule = {
  name: 'answer-too-long',
  meaning: 'An answer has more words than its prompt allows.',
  remedy: 'Shorten it.',
  find: ({ report, counting }) =>
    questionsOf(report).flatMap((question) => {
      const limit = limitOf(question, 'words');
      const words = wordsOfAnswer(question, counting);
      if (limit?.max === undefined || question.answer.status !== 'answered' || words <= limit.max) return [];
      const message = `The answer has ${countOf(words, 'words')}; ${describeRange(limit)} are asked for. Shorten it by at least ${words - limit.max}.`;
      return [{ rule: 'answer-too-long', message, span: spanOfAnswer(question.answer), question: question.key }];
    }),
};
