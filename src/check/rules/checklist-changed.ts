import { wordsOf } from '../../parse/similarity.js';
import type { Rule } from '../rule.js';

export const checklistChanged: Rule = {
  name: 'checklist-changed',
  meaning: 'The checklist’s items are not the template’s.',
  remedy: 'Put back the items that are missing, and take out those that were added.',
  find: ({ report, template }) => {
    if (!template) return [];
    const items = report.checklist.groups.flatMap((group) => group.items);
    const expected = template.report.checklist.groups.flatMap((group) => group.items);
    const [first] = items;
    const keys = new Set(items.map((item) => key(item.text)));
    const expectedKeys = new Set(expected.map((item) => key(item.text)));
    const missing = expected.filter((item) => !keys.has(key(item.text)));
    const start = first?.span ?? { path: report.source.path, line: 1, column: 1, endLine: 1, endColumn: 1 };
    return [
      ...missing.map((item) => ({
        rule: 'checklist-changed' as const,
        message: `The checklist lacks the template’s item “${oneLine(item.text)}”. Put it back, ticked or not.`,
        span: start,
      })),
      ...items
        .filter((item) => !expectedKeys.has(key(item.text)))
        .map((item) => ({
          rule: 'checklist-changed' as const,
          message: 'This item is not in the template’s checklist. Take it out, or put the template’s wording back.',
          span: item.span,
        })),
    ];
  },
};

function key(text: string): string {
  return wordsOf(text).join(' ');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
