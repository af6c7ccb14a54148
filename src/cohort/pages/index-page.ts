import type { ReportProgress } from '../../model/report-progress.js';
import { weakOnce } from '../../model/weak-once.js';
import type { SpreadView } from '../../render/views/chart.js';
import type { CohortGroupView, CohortView, GroupFiltersView } from '../../render/views/groups.js';
import { type SiteFacts, viewPage } from '../../render/views/page.js';
import { chartCompleteness } from '../charts/completeness.js';
import { chartLength, chartProblems } from '../charts/counts.js';
import { measureStrips } from '../charts/strip.js';
import { type Cohort, paths } from '../cohort.js';
import { countTemplates } from '../group-templates.js';
import { splitIntoParts } from '../parts.js';
import { nameInList } from '../short-names.js';
import { type RowContext, rowBytes, viewFailedGroup, viewGroup } from './group-row.js';
import { type CohortPage, type PagePart, pagesOfParts, titleOfPart } from './pager.js';
import { viewQuestions } from './question-rows.js';

/** Makes the site's first page, in as many parts as it needs: all groups, with charts. */
export function indexPages(cohort: Cohort): readonly CohortPage<CohortView>[] {
  const { entries, maxPartBytes, questions, members } = cohort;
  const rows = weakOnce(() =>
    viewGroups(cohort, {
      t: cohort.site.language.t,
      questions,
      commonTitle: mostCommonTitle(members.map(({ outcome }) => outcome.summary.title)),
    }),
  );
  const parts = splitIntoParts(entries.map(rowBytes), maxPartBytes);
  return pagesOfParts(paths.groups, { parts, groups: entries.map(({ group }) => group) }, (part) => ({
    path: part.path,
    view: () => viewCohort(cohort, rows(), part),
  }));
}

function viewCohort(cohort: Cohort, groups: readonly CohortGroupView[], part: PagePart): CohortView {
  const { id, site, members, templates, questions, pages } = cohort;
  const { t } = site.language;
  return {
    ...viewPage(site, {
      path: part.path,
      // For the breadcrumbs, in which the first part is the site.
      title: part.number === 1 ? site.title : t('groups.partTitle', { from: part.from + 1, to: part.to }),
      documentTitle: titleOfPart(site.title, part, t),
      description: t('groups.description', { count: groups.length }),
      pages,
      section: paths.groups,
    }),
    title: site.title,
    groups: groups.slice(part.from, part.to),
    pager: part.pager,
    ...viewQuestions(cohort),
    cohort: site.audience === 'public' ? null : id.id,
    templates: countTemplates(members, templates),
    strip: measureStrips(questions.map(nameInList)),
    filters: filtersOf(groups, site),
    spreads: spreadsOf(cohort),
    totals: totalsOf(groups),
  };
}

function viewGroups({ entries, members }: Cohort, context: RowContext): readonly CohortGroupView[] {
  const bySlug = new Map(members.map((member) => [member.slug, member]));
  return entries.flatMap((entry) => {
    const member = bySlug.get(entry.slug);
    if (member) return viewGroup(member, context);
    return 'failure' in entry.outcome ? viewFailedGroup(entry, entry.outcome, context) : [];
  });
}

function shareAnswered({ answered, questions }: ReportProgress): number {
  return answered / questions;
}

function spreadsOf({ site, entries, members }: Cohort): readonly SpreadView[] {
  const { t } = site.language;
  const progress = members.map(({ outcome }) => outcome.summary.progress);
  if (progress.length === 0) return [];
  const asked = progress.filter(({ questions }) => questions > 0);
  const problems = members.map(({ outcome }) => outcome.summary.problems);
  return [
    ...(asked.length > 0 ? [chartCompleteness(asked.map(shareAnswered), entries.length, t)] : []),
    chartLength(
      progress.map(({ words }) => words),
      t,
    ),
    ...(site.audience === 'staff'
      ? [
          chartProblems(
            problems.map(({ errors, warnings }) => errors + warnings),
            t,
          ),
        ]
      : []),
  ];
}

function totalsOf(groups: readonly CohortGroupView[]): CohortView['totals'] {
  const count = (has: (group: CohortGroupView) => boolean): number => groups.filter(has).length;
  const sum = (of: (group: CohortGroupView) => number): number => groups.reduce((all, group) => all + of(group), 0);
  return {
    groups: groups.length,
    complete: count(({ state }) => state === 'answered'),
    absent: count(({ state }) => state === 'absent'),
    failed: count(({ state }) => state === 'failed'),
    errors: sum(({ errors }) => errors),
    warnings: sum(({ warnings }) => warnings),
  };
}

/** Filters that would show all groups or none are left out, and for the public those by problems. */
function filtersOf(
  groups: readonly CohortGroupView[],
  { audience, language: { t } }: Pick<SiteFacts, 'audience' | 'language'>,
): GroupFiltersView {
  const filtersSome = (count: number): boolean => count > 0 && count < groups.length;
  const states = [
    { value: 'open', title: t('groups.withOpen'), has: ({ state }: CohortGroupView) => state === 'open' },
    { value: 'errors', title: t('groups.withErrors'), has: ({ errors }: CohortGroupView) => errors > 0 },
    {
      value: 'absent',
      title: t('groups.nothingHandedIn'),
      has: ({ state }: CohortGroupView) => state === 'absent',
    },
    { value: 'failed', title: t('groups.unreadable'), has: ({ state }: CohortGroupView) => state === 'failed' },
  ] as const;
  const byRule = new Map<string, number>();
  if (audience === 'staff')
    for (const { rules } of groups) for (const rule of rules) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
  return {
    states: states
      .map(({ value, title, has }) => ({ value, title, groups: groups.filter(has).length }))
      .filter((state) => filtersSome(state.groups) && (audience === 'staff' || state.value !== 'errors')),
    rules: [...byRule]
      .map(([rule, count]) => ({ rule, groups: count }))
      .filter((rule) => filtersSome(rule.groups))
      .sort((a, b) => (a.rule < b.rule ? -1 : 1)),
  };
}

/** The title that more than half of the reports have, usually the template's; it identifies no group. */
function mostCommonTitle(titles: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const title of titles) counts.set(title, (counts.get(title) ?? 0) + 1);
  return [...counts].find(([, count]) => count * 2 > titles.length)?.[0] ?? null;
}
