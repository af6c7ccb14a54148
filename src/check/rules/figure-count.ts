import { questionsOf } from '../../model/report.js';
import { countOf, describeRange, limitOf } from '../ranges.js';
import { type Rule, spanOfAnswer } from '../rule.js';

export const figureCount: Rule = {
  name: 'figure-count',
  meaning: 'An answer has fewer or more figures than its prompt asks for.',
  remedy: 'Add the figures that are missing, or leave out those that are too many.',
  find: ({ report }) =>
    questionsOf(report).flatMap((question) => {
      const limit = limitOf(question, 'figures');
      if (!limit || question.answer.status !== 'answered') return [];
      const count = question.answer.figures.length;
      const lacking = Math.max(0, (limit.min ?? 0) - count);
      const surplus = Math.max(0, count - (limit.max ?? count));
      if (lacking + surplus === 0) return [];
      const what = lacking > 0 ? `Add ${countOf(lacking, 'figures')}.` : `Leave out ${countOf(surplus, 'figures')}.`;
      const has = count === 0 ? 'no figure' : countOf(count, 'figures');
      const message = `The answer has ${has}; the prompt asks for ${describeRange(limit)}. ${what}`;
      return [{ rule: 'figure-count', message, span: spanOfAnswer(question.answer), question: question.key }];
    }),
};
