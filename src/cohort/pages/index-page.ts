import type { ReportProgress } from '../../model/report-progress.js';
import type { CohortGroupView, CohortView } from '../../render/views/groups.js';
import { viewPage } from '../../render/views/page.js';
import { chartCompleteness } from '../charts/completeness.js';
import { chartLength } from '../charts/length.js';
import { chartQuestions } from '../charts/questions.js';
import { measureStrips } from '../charts/strip.js';
import { type Cohort, paths } from '../cohort.js';
import { viewGroup } from './group-row.js';
import { linkQuestions } from './question-links.js';

/** Turns all reports into what the site's first page shows. */
export function viewCohort(cohort: Cohort): CohortView {
  const { site, entries, read, pages } = cohort;
  const numbers = cohort.questions.map(({ number }) => number);
  const common = commonTitle(read.map(({ outcome }) => outcome.view.title));
  const groups = entries.map((entry) => viewGroup(entry, numbers, common));
  const progress = read.map(({ outcome }) => outcome.view.progress);
  const drawn = numbers.length > 0;
  return {
    ...viewPage(site, {
      path: paths.groups,
      title: site.title,
      documentTitle: site.title,
      description: `${groups.length} ${groups.length === 1 ? 'report' : 'reports'}: how complete each is, and what is wrong.`,
      pages,
    }),
    title: site.title,
    groups,
    questions: chartQuestions(linkQuestions(cohort, paths.groups)),
    strip: measureStrips(numbers),
    completeness: drawn ? chartCompleteness(progress.map(shareAnswered)) : null,
    length: drawn ? chartLength(progress.map(({ words }) => words)) : null,
    totals: totalsOf(groups),
  };
}

function shareAnswered({ answered, questions }: ReportProgress): number {
  return questions === 0 ? 0 : answered / questions;
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

/** The title that more than half of the reports have: the template's, which tells no group from another. */
function commonTitle(titles: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const title of titles) counts.set(title, (counts.get(title) ?? 0) + 1);
  return [...counts].find(([, count]) => count * 2 > titles.length)?.[0] ?? null;
}
