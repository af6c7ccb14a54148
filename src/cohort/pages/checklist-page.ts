import { groupBy } from '../../model/group-by.js';
import { once } from '../../model/once.js';
import type {
  ChecklistCellView,
  ChecklistColumnView,
  ChecklistEditionView,
  ChecklistPageView,
  ChecklistRowView,
} from '../../render/views/matrix.js';
import { viewPage } from '../../render/views/page.js';
import type { Language } from '../../words/language.js';
import { type Cohort, paths } from '../cohort.js';
import type { CohortEntry, CohortMember } from '../entry.js';
import { countTemplates, templateOf } from '../group-templates.js';
import { splitIntoParts } from '../parts.js';
import { type ShortGroupNames, shortGroupNames } from '../short-group-names.js';
import { median, percent } from '../statistics.js';
import { countEvidence, evidenceState, hasEvidence, viewEvidence } from './evidence.js';
import { type MergedChecklists, type MergedRow, mergeChecklists } from './merge-checklists.js';
import { type CohortPage, type PagePart, pagesOfParts, titleOfPart } from './pager.js';

/** Makes the page of the checklist matrix, in as many parts as it needs: items by groups. */
export function checklistPages(cohort: Cohort): readonly CohortPage<ChecklistPageView>[] {
  const { members, templates, maxPartBytes } = cohort;
  const listed = byTemplate(
    members.filter(({ outcome }) => outcome.summary.checklist.total > 0),
    templates,
  );
  const merged = mergeChecklists(listed.map(({ outcome }) => outcome.summary.checklist));
  const parts = splitIntoParts(
    listed.map((member) => columnBytes(member, merged.rows)),
    maxPartBytes,
  );
  const names = listed.map(({ group }) => group);
  const shortNames = once(() => shortGroupNames(names));
  return pagesOfParts(paths.checklist, { parts, groups: names }, (part) => ({
    path: part.path,
    view: () => viewChecklistPage(cohort, { listed, merged, names: shortNames(), part }),
  }));
}

/** Groups that fill in the same template side by side, in the order of the configuration; those of none come last. */
function byTemplate(members: readonly CohortMember[], templates: readonly string[]): readonly CohortMember[] {
  const groups = groupBy(members, templateOf);
  return [...templates, ''].flatMap((title) => groups.get(title) ?? []);
}

/** A cell has a few bytes, but takes the browser as long as this many bytes of text do. */
const cellBytes = 70;

/** Estimated bytes of what was found for an item, with links to some files. */
const evidenceItemBytes = 700;

/** Estimated bytes of a group's column. */
function columnBytes({ group, outcome }: CohortMember, rows: number): number {
  const lists = outcome.summary.checklist.groups;
  const notes = lists.flatMap((list) => list.items.flatMap(({ note }) => note ?? []));
  const noteBytes = notes.reduce((sum, note) => sum + 100 + Buffer.byteLength(note), 0);
  const evidenceBytes = lists.reduce(
    (sum, list) => sum + list.items.filter(({ evidence }) => evidence).length * evidenceItemBytes,
    0,
  );
  return 300 + 3 * Buffer.byteLength(group) + cellBytes * rows + noteBytes + evidenceBytes;
}

interface ChecklistPart {
  readonly listed: readonly CohortMember[];
  readonly merged: MergedChecklists;
  /** Of all that are listed. */
  readonly names: ShortGroupNames;
  readonly part: PagePart;
}

function viewChecklistPage(
  { site, entries, members, templates, pages }: Cohort,
  { listed, merged, names, part }: ChecklistPart,
): ChecklistPageView {
  const { t } = site.language;
  const title = t('matrix.title');
  const groups = listed.slice(part.from, part.to);
  const parts = merged.parts.map(({ title: name, rows }) => ({
    title: name,
    items: rows.map((row) => viewRow(row, groups, { from: part.from, t })),
  }));
  const items = parts.flatMap((part) => part.items);
  const columns = groups.map((member, index) => viewColumn(member, names.short[part.from + index] ?? member.group));
  const counted = countTemplates(listed, templates);
  return {
    ...viewPage(site, {
      path: part.path,
      title,
      documentTitle: `${titleOfPart(title, part, t)} · ${site.title}`,
      description: t('matrix.description', { count: listed.length }),
      pages,
      section: paths.checklist,
    }),
    title,
    pager: part.pager,
    all: listed.length,
    groups: columns,
    shared: names.shared,
    templates: counted,
    editions: counted.length > 0 ? editionsOf(columns) : [],
    density: densityOf(groups.length),
    names: names.short.every((name) => name.length <= maxShortName) ? 'short' : 'long',
    parts,
    items: merged.rows + merged.omitted,
    omitted: merged.omitted,
    noted: items.some(({ notes }) => notes.length > 0),
    evident: listed.some(({ outcome }) => hasEvidence(outcome.summary)),
    median: percent(
      median(listed.map(({ outcome: { summary } }) => summary.checklist.done / summary.checklist.total)),
      t,
    ),
    // They are the same for all parts, and may be long.
    failed: part.number > 1 ? [] : entries.filter(({ outcome }) => 'failure' in outcome && !outcome.absent).map(linkTo),
    absent: part.number > 1 ? [] : entries.filter(({ outcome }) => 'failure' in outcome && outcome.absent).map(linkTo),
    without: part.number > 1 ? [] : members.filter(({ outcome }) => outcome.summary.checklist.total === 0).map(linkTo),
  };
}

/** Maximum length of a group's short name that fits narrow layouts. */
const maxShortName = 14;

function linkTo({ group, href }: CohortEntry): ChecklistPageView['failed'][number] {
  return { title: group, href };
}

/** The neighbouring columns of one template each. */
function editionsOf(columns: readonly ChecklistColumnView[]): readonly ChecklistEditionView[] {
  return [...groupBy(columns, ({ template }) => template)].map(([title, { length }]) => ({ title, groups: length }));
}

function viewColumn(member: CohortMember, short: string): ChecklistColumnView {
  const { group, href, outcome } = member;
  const { done, total } = outcome.summary.checklist;
  return {
    group,
    short,
    href: `${href}#checklist`,
    template: templateOf(member),
    done,
    total,
    bar: Math.round((20 * done) / total),
    evidence: countEvidence(outcome.summary),
  };
}

/** One for all: in a large course most cells are of items that most groups do not have. */
const absent: ChecklistCellView = { state: 'absent', noted: false, evidence: null };

/** @param from Number of groups in the parts before. */
function viewRow(
  { item, cells, done }: MergedRow,
  groups: readonly CohortMember[],
  { from, t }: { readonly from: number; readonly t: Language['t'] },
): ChecklistRowView {
  return {
    text: item.text,
    tags: item.tags,
    cells: groups.map((_, index) => {
      const cell = cells.get(from + index);
      if (!cell) return absent;
      return { state: cell.done ? 'done' : 'open', noted: cell.note !== null, evidence: evidenceState(cell) };
    }),
    done,
    total: cells.size,
    bar: Math.round((40 * done) / cells.size),
    notes: groups.flatMap(({ group, href }, index) => {
      const note = cells.get(from + index)?.note ?? null;
      return note === null ? [] : [{ group, href: `${href}#checklist`, note }];
    }),
    evidence: groups.flatMap((member, index) => {
      const cell = cells.get(from + index);
      return (cell && viewEvidence(member, cell, t)) ?? [];
    }),
  };
}

/**
 * Density levels: when group names are rotated, when they no longer fit a wide screen, and when they no longer fit
 * printed pages.
 */
function densityOf(groups: number): ChecklistPageView['density'] {
  if (groups <= 8) return 'few';
  if (groups <= 30) return 'some';
  return groups <= 80 ? 'many' : 'crowd';
}
