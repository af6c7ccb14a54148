import type { ChecklistItem } from '../../model/checklist.js';
import type { Finding } from '../../model/diagnostic.js';
import type { Report } from '../../model/report.js';
import { similarity, wordingOf, wordsOf } from '../../parse/text/similarity.js';
import { countOf } from '../ranges.js';
import { firstLine, type Rule } from '../rule.js';

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
    const [top] = items;
    if (!top) return [noList(report, expected)];
    const present = new Map(items.toReversed().map((item) => [wordingOf(item.text), item]));
    const added = new Map(without(items, expected).map((item) => [item, wordsOf(item.text)]));
    const lost = withoutNoted(without(expected, items), added);
    const findings: Finding[] = [];
    for (const item of lost) {
      const reworded = mostAlike(item, added);
      if (reworded) added.delete(reworded);
      findings.push(reworded ? changed(item, reworded) : missing(item, { report, items, present, expected }));
    }
    for (const item of added.keys()) findings.push(surplus(item, present.get(wordingOf(item.text))));
    return isAnother(findings, expected) ? [anotherList(top, items, expected)] : findings;
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

/** A remark behind an item: in brackets, or after a dash or a colon. */
const remark = /\s*(?:\([^()]*\)|\[[^[\]]*\])\.?$|(?:\s+-+\s+|\s*[–—]+\s*|:\s+)\S.*$/s;

/** Those of the missing items that do not stand among the added ones with a remark, which are no longer added then. */
function withoutNoted(
  lost: readonly ChecklistItem[],
  added: Map<ChecklistItem, readonly string[]>,
): readonly ChecklistItem[] {
  const noted = new Map([...added.keys()].map((item) => [wordingOf(item.text.replace(remark, '')), item]));
  return lost.filter((item) => {
    const wording = wordingOf(item.text);
    const same = noted.get(wording);
    if (!same) return true;
    noted.delete(wording);
    added.delete(same);
    return false;
  });
}

/** So few changes are told one by one, however short the checklist is. */
const fewChanges = 3;

/** Whether so much differs that it is not this checklist that was changed. */
function isAnother({ length }: readonly Finding[], expected: readonly ChecklistItem[]): boolean {
  return length > fewChanges && 2 * length >= expected.length;
}

function anotherList(top: ChecklistItem, items: readonly ChecklistItem[], expected: readonly ChecklistItem[]): Finding {
  const kept = expected.length - without(expected, items).length;
  const message = `This is not the template’s checklist: ${kept} of its ${countOf(expected.length, 'items')} stand here as worded there. Put the template’s checklist in its place, and tick what is done.`;
  return { rule: 'checklist-changed', message, span: top.span };
}

function noList(report: Report, expected: readonly ChecklistItem[]): Finding {
  const message = `The template’s checklist of ${countOf(expected.length, 'items')} is not in the report. Put it back above the questions, and tick what is done.`;
  return { rule: 'checklist-changed', message, span: firstLine(report) };
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
    span: near?.span ?? firstLine(report),
  };
}

/** `same` is the first item with the same wording. */
function surplus(item: ChecklistItem, same: ChecklistItem | undefined): Finding {
  const message =
    same && same !== item
      ? `This item stands twice, first on line ${same.span.line}. Take one of the two out.`
      : 'This item is not in the template’s checklist. Take it out, or put the template’s wording back.';
  return { rule: 'checklist-changed', message, span: item.span };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
