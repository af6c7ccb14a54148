import { questionsOf } from '../../model/report.js';
import type { Rule } from '../rule.js';

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
