import { once } from '../../model/once.js';
import type { ReportProgress } from '../../model/report-progress.js';
import type { QuestionLinkView } from '../../render/views/cohort.js';
import type { CohortGroupView, CohortView, QuestionBarView } from '../../render/views/groups.js';
import { viewPage } from '../../render/views/page.js';
import { chartCompleteness } from '../charts/completeness.js';
import { chartLength } from '../charts/length.js';
import { measureStrips } from '../charts/strip.js';
import { type Cohort, paths } from '../cohort.js';
import { countTemplates } from '../group-templates.js';
import { splitIntoParts } from '../parts.js';
import { nameInList } from '../short-names.js';
import { type RowContext, rowBytes, viewFailedGroup, viewGroup } from './group-row.js';
import { type CohortPage, type PagePart, pagesOfParts, titleOfPart } from './pager.js';
import { linkQuestions } from './question-links.js';

/** Makes the site's first page, in as many parts as it needs: all groups, with charts. */
export function indexPages(cohort: Cohort): readonly CohortPage<CohortView>[] {
  const { entries, maxPartBytes, questions, members } = cohort;
  const rows = once(() =>
    viewGroups(cohort, {
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
  const { site, members, templates, questions, pages } = cohort;
  const progress = members.map(({ outcome }) => outcome.summary.progress);
  const asked = progress.filter((report) => report.questions > 0);
  return {
    ...viewPage(site, {
      path: part.path,
      // For the breadcrumbs, in which the first part is the site.
      title: part.number === 1 ? site.title : `Groups ${part.from + 1}–${part.to}`,
      documentTitle: titleOfPart(site.title, part),
      description: `${groups.length} ${groups.length === 1 ? 'report' : 'reports'}: how complete each is, and what is wrong.`,
      pages,
      section: paths.groups,
    }),
    title: site.title,
    groups: groups.slice(part.from, part.to),
    pager: part.pager,
    questions: chartQuestions(linkQuestions(cohort, paths.groups)),
    templates: countTemplates(members, templates),
    strip: measureStrips(questions.map(nameInList)),
    completeness: asked.length > 0 ? chartCompleteness(asked.map(shareAnswered)) : null,
    length: progress.length > 0 ? chartLength(progress.map(({ words }) => words)) : null,
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

function totalsOf(groups: readonly CohortGroupView[]): CohortView['totals'] {
  const count = (has: (group: CohortGroupView) => boolean): number => groups.filter(has).length;
  const sum = (of: (group: CohortGroupView) => number): number => groups.reduce((all, group) => all + of(group), 0);
  return {
    groups: groups.length,
    open: count(({ state }) => state === 'open'),
    failed: count(({ state }) => state === 'failed'),
    withErrors: count(({ errors }) => errors > 0),
    withWarnings: count(({ warnings }) => warnings > 0),
    errors: sum(({ errors }) => errors),
    warnings: sum(({ warnings }) => warnings),
  };
}

/** The title that more than half of the reports have, usually the template's; it identifies no group. */
function mostCommonTitle(titles: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const title of titles) counts.set(title, (counts.get(title) ?? 0) + 1);
  return [...counts].find(([, count]) => count * 2 > titles.length)?.[0] ?? null;
}

/** Height of a full bar. */
const barHeight = 40;

/** Minimum visible height of a bar, and of the gap above it. */
const minBarHeight = 2;

/**
 * Draws a bar per question for the groups that answered it. One group more than none, or less than all, stays visible
 * among hundreds.
 */
export function chartQuestions(questions: readonly QuestionLinkView[]): readonly QuestionBarView[] {
  return questions.map((question) => ({ ...question, bar: barOf(question) }));
}

function barOf({ answered, groups }: QuestionLinkView): number {
  if (answered === 0) return 0;
  if (answered === groups) return barHeight;
  return Math.min(Math.max(Math.round((barHeight * answered) / groups), minBarHeight), barHeight - minBarHeight);
}
