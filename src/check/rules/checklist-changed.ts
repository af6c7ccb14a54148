import type { ChecklistItem } from '../../model/checklist.js';
import type { Finding } from '../../model/diagnostic.js';
import type { Report } from '../../model/report.js';
import { similarity, wordingOf, wordsOf } from '../../parse/text/similarity.js';
import { countOf } from '../ranges.js';
import { firstLine, type Rule } from '../rule.js';

/** Minimum similarity at which an item counts as a rewording of another. */
const sameItemSimilarity = 0.5;

export const checklistChanged: Rule = {
  name: 'checklist-changed',
  meaning: 'The checklist’s items are not the template’s.',
  remedy: 'Put back the items that are missing, and take out those that were added.',
  find: ({ report, template }) => {
    if (!template) return [];
    const items = itemsOf(report);
    const expected = itemsOf(template.report);
    if (items.length === expected.length && items.every(({ text }, index) => text === expected[index]?.text)) return [];
    const [top] = items;
    if (!top) return [missingList(report, expected)];
    const present = new Map(items.toReversed().map((item) => [wordingOf(item.text), item]));
    const added = new Map(without(items, expected).map((item) => [item, wordsOf(item.text)]));
    const missingItems = withoutItemsWithRemark(without(expected, items), added);
    const findings: Finding[] = [];
    for (const item of missingItems) {
      const reworded = mostSimilar(item, added);
      if (reworded) added.delete(reworded);
      findings.push(reworded ? changed(item, reworded) : missing(item, { report, items, present, expected }));
    }
    for (const item of added.keys()) findings.push(extraItem(item, present.get(wordingOf(item.text))));
    return isDifferentList(findings, expected) ? [differentList(top, items, expected)] : findings;
  },
};

function itemsOf({ checklist }: Report): readonly ChecklistItem[] {
  return checklist.groups.flatMap((group) => group.items);
}

/** Multiset difference: the items that the others lack, each as often as it is in excess. */
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

/** A remark after an item: in brackets, or after a dash or a colon. */
const remark = /\s*(?:\([^()]*\)|\[[^[\]]*\])\.?$|(?:\s+-+\s+|\s*[–—]+\s*|:\s+)\S.*$/s;

/** Missing items that are not among the added ones with a remark. Those with a remark are removed from `added`. */
function withoutItemsWithRemark(
  missingItems: readonly ChecklistItem[],
  added: Map<ChecklistItem, readonly string[]>,
): readonly ChecklistItem[] {
  const withRemark = new Map([...added.keys()].map((item) => [wordingOf(item.text.replace(remark, '')), item]));
  return missingItems.filter((item) => {
    const wording = wordingOf(item.text);
    const first = withRemark.get(wording);
    if (!first) return true;
    withRemark.delete(wording);
    added.delete(first);
    return false;
  });
}

/** Up to this number of changes each is reported, however short the checklist is. */
const maxSingleChanges = 3;

/** Whether so much differs that it must be another checklist. */
function isDifferentList({ length }: readonly Finding[], expected: readonly ChecklistItem[]): boolean {
  return length > maxSingleChanges && 2 * length >= expected.length;
}

function differentList(
  top: ChecklistItem,
  items: readonly ChecklistItem[],
  expected: readonly ChecklistItem[],
): Finding {
  const kept = expected.length - without(expected, items).length;
  const message = `This is not the template’s checklist: ${kept} of its ${countOf(expected.length, 'items')} stand here as worded there. Put the template’s checklist in its place, and tick what is done.`;
  return { rule: 'checklist-changed', message, span: top.span };
}

function missingList(report: Report, expected: readonly ChecklistItem[]): Finding {
  const message = `The template’s checklist of ${countOf(expected.length, 'items')} is not in the report. Put it back above the questions, and tick what is done.`;
  return { rule: 'checklist-changed', message, span: firstLine(report) };
}

/** `others`: items with their words. */
function mostSimilar(
  item: ChecklistItem,
  others: ReadonlyMap<ChecklistItem, readonly string[]>,
): ChecklistItem | undefined {
  const words = wordsOf(item.text);
  return [...others]
    .map(([other, itsWords]) => ({ other, score: similarity(words, itsWords) }))
    .filter(({ score }) => score >= sameItemSimilarity)
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
  /** The items by their wording. */
  readonly present: ReadonlyMap<string, ChecklistItem>;
  /** The template's. */
  readonly expected: readonly ChecklistItem[];
}

/** Reported at the item that precedes it in the template. */
function missing(item: ChecklistItem, { report, items, present, expected }: Lists): Finding {
  const before = expected.slice(0, expected.indexOf(item)).findLast((other) => present.has(wordingOf(other.text)));
  const near = (before && present.get(wordingOf(before.text))) ?? items[0];
  return {
    rule: 'checklist-changed',
    message: `The checklist lacks the template’s item “${oneLine(item.text)}”. Put it back, ticked or not.`,
    span: near?.span ?? firstLine(report),
  };
}

/** `first` is the first item with the same wording. */
function extraItem(item: ChecklistItem, first: ChecklistItem | undefined): Finding {
  const message =
    first && first !== item
      ? `This item stands twice, first on line ${first.span.line}. Take one of the two out.`
      : 'This item is not in the template’s checklist. Take it out, or put the template’s wording back.';
  return { rule: 'checklist-changed', message, span: item.span };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
