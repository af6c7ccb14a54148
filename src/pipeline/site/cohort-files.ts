import { type Cohort, openCohort, paths } from '../../cohort/cohort.js';
import type { CohortSource } from '../../cohort/cohort-id.js';
import type { CohortEntry } from '../../cohort/entry.js';
import { viewChecklistPage } from '../../cohort/pages/checklist-page.js';
import { viewCohort } from '../../cohort/pages/index-page.js';
import { type QuestionContents, viewQuestionPage } from '../../cohort/pages/question-page.js';
import { viewSearchPage } from '../../cohort/pages/search-page.js';
import { viewSimilarPage } from '../../cohort/pages/similar-page.js';
import type { ReportContent } from '../../cohort/summary.js';
import { once } from '../../model/once.js';
import type { Template } from '../../parse/template/template.js';
import { runInterruptibly } from '../../process/interrupts.js';
import type { SiteFile } from '../../site/plan.js';
import type { MadeGroup } from '../group/group-output.js';
import { type PageContext, pageAddress } from '../group/group-page.js';

/** Gathers the data of the pages over all groups. */
export function gatherCohort(
  groups: readonly MadeGroup[],
  { context, ...source }: { readonly context: PageContext } & CohortSource,
): Cohort {
  const templates = new Map(source.templates.map((template) => [template.name, template]));
  return openCohort(
    context.site,
    groups.map((group) => entryOf(group, context, templates)),
    source,
  );
}

/** A page that belongs to no group. */
export interface SharedPage {
  readonly path: string;
  readonly render: () => Promise<string>;
}

/** The pages over all groups, to be rendered when they are needed. */
export function cohortPages(cohort: Cohort, { renderPage }: PageContext, signal: AbortSignal): readonly SharedPage[] {
  const shown = new Set(cohort.pages.map(({ path }) => path));
  const render = (make: () => string): Promise<string> => runInterruptibly(signal, make);
  const texts = once(() => readTexts(cohort));
  const fixed: readonly SharedPage[] = [
    { path: paths.groups, render: () => render(() => renderPage('cohort', viewCohort(cohort))) },
    { path: paths.checklist, render: () => render(() => renderPage('checklist', viewChecklistPage(cohort))) },
    {
      path: paths.similar,
      render: async () => {
        const contents = await texts();
        return render(() => renderPage('similar', viewSimilarPage(cohort, contents)));
      },
    },
    {
      path: paths.search,
      render: async () => {
        const contents = await texts();
        return render(() => renderPage('search', viewSearchPage(cohort, contents)));
      },
    },
  ];
  return [
    ...fixed.filter(({ path }) => shown.has(path)),
    ...cohort.questions.map((question) => ({
      path: paths.question(question.id),
      render: async () => {
        const contents = await readAnswers(cohort, question.id);
        return render(() => renderPage('question', viewQuestionPage(cohort, question, contents)));
      },
    })),
  ];
}

/** The texts of all reports, by slug. */
async function readTexts({ members }: Cohort): Promise<ReadonlyMap<string, ReportContent>> {
  const read = members.map(async ({ slug, outcome }) => [slug, await outcome.content.all()] as const);
  return new Map(await Promise.all(read));
}

/** The texts of all answers to a question. */
async function readAnswers({ members }: Cohort, id: string): Promise<QuestionContents> {
  const read = members.flatMap(({ asked, outcome }) =>
    (asked.get(id) ?? []).map(async (question) => [question, await outcome.content.question(question.index)] as const),
  );
  return new Map(await Promise.all(read));
}

/** Figures shown by the pages over all groups. Only reports in a single file have none beside them. */
export function cohortFigures(groups: readonly MadeGroup[]): readonly SiteFile[] {
  return groups.flatMap((group) => ('failure' in group ? [] : group.sharedFiles));
}

function entryOf(group: MadeGroup, { singleFile }: PageContext, templates: ReadonlyMap<string, Template>): CohortEntry {
  const { group: name, slug } = group.source;
  const shared = { group: name, slug, href: pageAddress(slug, singleFile) };
  if ('failure' in group) return { ...shared, outcome: { failure: group.failure.reason } };
  const { summary, content } = group;
  const template = templates.get(summary.template ?? '');
  return { ...shared, outcome: { summary, content, ...(template ? { template } : {}) } };
}
