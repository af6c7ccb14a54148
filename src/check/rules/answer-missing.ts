import { questionsOf } from '../../model/report.js';
import { describeRange } from '../ranges.js';
import type { Rule } from '../rule.js';

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
