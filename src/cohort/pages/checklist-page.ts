import type { ChecklistColumnView, ChecklistPageView, ChecklistRowView } from '../../render/views/matrix.js';
import { viewPage } from '../../render/views/page.js';
import { type Cohort, paths } from '../cohort.js';
import type { CohortEntry, CohortMember } from '../entry.js';
import { countTemplates, templateOf } from '../group-templates.js';
import { median, percent } from '../statistics.js';
import { type MergedRow, mergeChecklists } from './merge-checklists.js';

/** Makes the page of the checklist matrix: items by groups. */
export function viewChecklistPage({ site, entries, members, templates, pages }: Cohort): ChecklistPageView {
  const title = 'Checklist';
  const listed = members.filter(({ outcome }) => outcome.summary.checklist.total > 0);
  const merged = mergeChecklists(listed.map(({ outcome }) => outcome.summary.checklist));
  const parts = merged.map(({ title: name, rows }) => ({
    title: name,
    items: rows.map((row) => viewRow(row, listed)),
  }));
  const items = parts.flatMap((part) => part.items);
  return {
    ...viewPage(site, {
      path: paths.checklist,
      title,
      documentTitle: `${title} · ${site.title}`,
      description: `Every item of the checklist, and which of ${listed.length} groups ticked it.`,
      pages,
    }),
    title,
    groups: listed.map(viewColumn),
    templates: countTemplates(listed, templates),
    density: densityOf(listed.length),
    names: listed.every(({ group }) => group.length <= maxShortName) ? 'short' : 'long',
    parts,
    items: items.length,
    noted: items.some(({ notes }) => notes.length > 0),
    median: percent(median(listed.map(({ outcome: { summary } }) => summary.checklist.done / summary.checklist.total))),
    failed: entries.filter(({ outcome }) => 'failure' in outcome).map(linkTo),
    without: members.filter(({ outcome }) => outcome.summary.checklist.total === 0).map(linkTo),
  };
}

/** Maximum length of a group's name that fits narrow layouts. */
const maxShortName = 14;

function linkTo({ group, href }: CohortEntry): ChecklistPageView['failed'][number] {
  return { title: group, href };
}

function viewColumn(member: CohortMember): ChecklistColumnView {
  const { group, href, outcome } = member;
  const { done, total } = outcome.summary.checklist;
  return {
    group,
    href: `${href}#checklist`,
    template: templateOf(member),
    done,
    total,
    bar: Math.round((20 * done) / total),
  };
}

function viewRow({ item, cells }: MergedRow, groups: readonly CohortMember[]): ChecklistRowView {
  const present = [...cells.values()];
  const done = present.filter((cell) => cell.done).length;
  return {
    text: item.text,
    tags: item.tags,
    cells: groups.map((_, index) => {
      const cell = cells.get(index);
      if (!cell) return { state: 'absent', noted: false };
      return { state: cell.done ? 'done' : 'open', noted: cell.note !== null };
    }),
    done,
    total: present.length,
    bar: Math.round((40 * done) / present.length),
    notes: groups.flatMap(({ group, href }, index) => {
      const note = cells.get(index)?.note ?? null;
      return note === null ? [] : [{ group, href: `${href}#checklist`, note }];
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
