import type { Diagnostic } from '../model/diagnostic.js';
import { countProblems, progressOf } from '../model/progress.js';
import { questionsOf, type Report } from '../model/report.js';
import type { CohortGroupView, CohortView } from '../render/report-view.js';
import type { SiteFacts } from '../render/view-report.js';

/** One group on the cohort's page. */
export type CohortEntry =
  | {
      readonly group: string;
      readonly slug: string;
      readonly href: string;
      readonly report: Report;
      readonly diagnostics: readonly Diagnostic[];
    }
  | { readonly group: string; readonly slug: string; readonly href: string; readonly failure: string };

/** Everything the cohort's page is made of. */
export interface CohortInput {
  readonly title: string;
  readonly entries: readonly CohortEntry[];
  readonly counting: 'read' | 'raw';
  readonly site: SiteFacts;
}

/** Turns all reports into what the cohort's layout shows. */
export function viewCohort({ title, entries, counting, site }: CohortInput): CohortView {
  const groups = entries.map((entry) => viewGroup(entry, counting));
  const read = groups.flatMap(({ progress }) => progress ?? []);
  return {
    lang: site.lang,
    documentTitle: title,
    title,
    noindex: site.noindex,
    canonical: site.base,
    links: site.links,
    groups,
    totals: {
      groups: groups.length,
      failed: groups.length - read.length,
      medianAnswered: median(read.map(({ answered, questions }) => (questions === 0 ? 0 : answered / questions))),
      medianWords: Math.round(median(read.map(({ words }) => words))),
      errors: groups.reduce((sum, { errors }) => sum + errors, 0),
      warnings: groups.reduce((sum, { warnings }) => sum + warnings, 0),
    },
    generator: site.generator,
  };
}

function viewGroup(entry: CohortEntry, counting: CohortInput['counting']): CohortGroupView {
  const { group, href } = entry;
  if ('failure' in entry)
    return { group, href, title: '', progress: null, failure: entry.failure, questions: [], errors: 0, warnings: 0 };
  const { report, diagnostics } = entry;
  const present = questionsOf(report).map(({ id, number, answer }) => ({
    number,
    status: answer.status,
    href: `${href}#${id}`,
  }));
  const missing = report.missing.map((number) => ({ number, status: 'missing' as const, href: `${href}#q${number}` }));
  return {
    group,
    href,
    title: report.title,
    progress: progressOf(report, counting),
    failure: null,
    questions: [...present, ...missing].sort((a, b) => a.number - b.number),
    ...countProblems(diagnostics),
  };
}

/** The middle value; between two of them, their mean; 0 of nothing. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
