import { countProblems } from '../model/progress.js';
import type { CohortGroupView, CohortView } from '../render/cohort-view.js';
import { viewPage } from '../render/page-view.js';
import { type Cohort, paths } from './cohort.js';
import { type CohortEntry, shownQuestions } from './entry.js';
import { median } from './median.js';
import { linkQuestions } from './question-links.js';

/** Turns all reports into what the site's first page shows. */
export function viewCohort(cohort: Cohort): CohortView {
  const { site, entries, pages } = cohort;
  const groups = entries.map(viewGroup);
  const read = groups.flatMap(({ progress }) => progress ?? []);
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
    questions: linkQuestions(cohort, paths.groups),
    totals: {
      groups: groups.length,
      failed: groups.length - read.length,
      medianAnswered: median(read.map(({ answered, questions }) => (questions === 0 ? 0 : answered / questions))),
      medianWords: Math.round(median(read.map(({ words }) => words))),
      errors: groups.reduce((sum, { errors }) => sum + errors, 0),
      warnings: groups.reduce((sum, { warnings }) => sum + warnings, 0),
    },
  };
}

function viewGroup({ group, href, outcome }: CohortEntry): CohortGroupView {
  if ('failure' in outcome)
    return { group, href, title: '', progress: null, failure: outcome.failure, questions: [], errors: 0, warnings: 0 };
  const { view, diagnostics } = outcome;
  const questions = shownQuestions(outcome).map(({ number, status }) => ({ number, status }));
  return {
    group,
    href,
    title: view.title,
    progress: view.progress,
    failure: null,
    questions: questions.sort((a, b) => a.number - b.number),
    ...countProblems(diagnostics),
  };
}
