import type { ChecklistItem } from '../../model/checklist.js';
import type { Finding } from '../../model/diagnostic.js';
import type { Report } from '../../model/report.js';
import { similarity, wordingOf, wordsOf } from '../../parse/similarity.js';
import type { Rule } from '../rule.js';

/** How alike two items must be for one to be the other in new words. */
const sameItem = 0.5;

export const checklistChanged: Rule = {
  name: 'checklist-changed',
  meaning: 'The checklist’s items are not the template’s.',
  remedy: 'Put back the items that are missing, and take out those that were added.',
  find: ({ report, template }) => {
    if (!template) return [];
    const items = itemsOf(report);
    const expected = itemsOf(template.report);
    if (items.length === expected.length && items.every(({ text }, index) => text === expected[index]?.text)) return [];
    const present = new Map(items.map((item) => [wordingOf(item.text), item]));
    const added = new Map(without(items, expected).map((item) => [item, wordsOf(item.text)]));
    const findings: Finding[] = [];
    for (const item of without(expected, items)) {
      const reworded = mostAlike(item, added);
      if (reworded) added.delete(reworded);
      findings.push(reworded ? changed(item, reworded) : missing(item, { report, items, present, expected }));
    }
    return [...findings, ...[...added.keys()].map(surplus)];
  },
};

function itemsOf({ checklist }: Report): readonly ChecklistItem[] {
  return checklist.groups.flatMap((group) => group.items);
}

/** Items that the others do not hold, each as often as it is too many. */
function without(items: readonly ChecklistItem[], others: readonly ChecklistItem[]): ChecklistItem[] {
  const counts = new Map<string, number>();
  for (const text of others.map(({ text }) => wordingOf(text))) counts.set(text, (counts.get(text) ?? 0) + 1);
  return items.filter((item) => {
    const text = wordingOf(item.text);
    const left = counts.get(text) ?? 0;
    counts.set(text, left - 1);
    return left <= 0;
  });
}

/** `others` are items with their words. */
function mostAlike(
  item: ChecklistItem,
  others: ReadonlyMap<ChecklistItem, readonly string[]>,
): ChecklistItem | undefined {
  const words = wordsOf(item.text);
  return [...others]
    .map(([other, itsWords]) => ({ other, score: similarity(words, itsWords) }))
    .filter(({ score }) => score >= sameItem)
    .sort((a, b) => b.score - a.score)[0]?.other;
}

function changed(item: ChecklistItem, reworded: ChecklistItem): Finding {
  return {
    rule: 'checklist-changed',
    message: `The template words this item “${oneLine(item.text)}”. Put its wording back.`,
    span: reworded.span,
  };
}

interface Lists {
  readonly report: Report;
  readonly items: readonly ChecklistItem[];
  /** The same by their wording. */
  readonly present: ReadonlyMap<string, ChecklistItem>;
  /** The template's. */
  readonly expected: readonly ChecklistItem[];
}

/** At the item behind which it stands in the template. */
function missing(item: ChecklistItem, { report, items, present, expected }: Lists): Finding {
  const before = expected.slice(0, expected.indexOf(item)).findLast((other) => present.has(wordingOf(other.text)));
  const near = (before && present.get(wordingOf(before.text))) ?? items[0];
  return {
    rule: 'checklist-changed',
    message: `The checklist lacks the template’s item “${oneLine(item.text)}”. Put it back, ticked or not.`,
    span: near?.span ?? { path: report.source.path, line: 1, column: 1, endLine: 1, endColumn: 1 },
  };
}

function surplus(item: ChecklistItem): Finding {
  return {
    rule: 'checklist-changed',
    message: 'This item is not in the template’s checklist. Take it out, or put the template’s wording back.',
    span: item.span,
  };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
