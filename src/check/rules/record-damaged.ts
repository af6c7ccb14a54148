import type { Rule } from '../rule.js';

export const recordDamaged: Rule = {
  name: 'record-damaged',
  meaning: 'The file .collect.json, which says where the report was collected from, cannot be used.',
  remedy: 'Collect the report again; or remove the file, where nothing else collected it.',
  find: ({ report: { source }, recordProblem }) =>
    recordProblem === undefined
      ? []
      : [
          {
            rule: 'record-damaged',
            message: `${recordProblem} So nothing is said of the commit. Run \`report collect\` again.`,
            span: { path: source.path, line: 1, column: 1, endLine: 1, endColumn: 1 },
          },
        ],
};
