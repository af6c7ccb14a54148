import { type Cohort, paths } from '../../cohort/cohort.js';
import { templateOf } from '../../cohort/group-templates.js';
import { viewChecklistPage } from '../../cohort/pages/checklist-page.js';
import { viewCohort } from '../../cohort/pages/index-page.js';
import { type QuestionContents, viewQuestionPage } from '../../cohort/pages/question-page.js';
import { viewSearchPage } from '../../cohort/pages/search-page.js';
import { viewSimilarPage } from '../../cohort/pages/similar-page.js';
import { digestOf } from '../../cohort/summarize.js';
import type { ReportTexts } from '../../cohort/summary.js';
import { once } from '../../model/once.js';
import { runInterruptibly } from '../../process/interrupts.js';
import type { PageContext } from '../group/group-page.js';
import type { KeepText, KeptText } from '../incremental/kept-texts.js';
import { findSimilar } from './similar-pairs.js';

/** A page that belongs to no group. */
export interface SharedPage {
  readonly path: string;
  readonly make: () => Promise<KeptText>;
}

/** What the pages over all groups are made with. */
export interface PageMaking {
  readonly context: PageContext;
  readonly keepText: KeepText;
  readonly signal: AbortSignal;
}

/** The pages over all groups, to be made when they are needed. */
export function cohortPages(cohort: Cohort, making: PageMaking): readonly SharedPage[] {
  const { keepText, signal } = making;
  const { renderPage } = making.context;
  const facts = once(() => factsOf(cohort));
  const texts = once(() => readTexts(cohort));
  const shown = new Set(cohort.pages.map(({ path }) => path));
  const render = (make: () => string): Promise<string> => runInterruptibly(signal, make);
  const fixed: readonly SharedPage[] = [
    {
      path: paths.groups,
      make: async () => {
        const view = viewCohort(cohort);
        return keepText(['cohort', view], () => render(() => renderPage('cohort', view)));
      },
    },
    {
      path: paths.checklist,
      make: async () => {
        const view = viewChecklistPage(cohort);
        return keepText(['checklist', view], () => render(() => renderPage('checklist', view)));
      },
    },
    {
      path: paths.similar,
      make: () =>
        keepText(['similar', facts(), textDigests(cohort)], async () => {
          const view = viewSimilarPage(cohort, await findSimilar(cohort, { texts, ...making }));
          return render(() => renderPage('similar', view));
        }),
    },
    {
      path: paths.search,
      make: () =>
        keepText(['search', facts(), textDigests(cohort)], async () => {
          const view = viewSearchPage(cohort, await texts());
          return render(() => renderPage('search', view));
        }),
    },
  ];
  return [
    ...fixed.filter(({ path }) => shown.has(path)),
    ...cohort.questions.map((question) => ({
      path: paths.question(question.id),
      make: () =>
        keepText(['question', question.id, facts(), answerFacts(cohort, question.id)], async () => {
          const contents = await readAnswers(cohort, question.id);
          return render(() => renderPage('question', viewQuestionPage(cohort, question, contents)));
        }),
    })),
  ];
}

/** What every page over all groups shows of the cohort, as a digest. */
function factsOf({ members, entries: _, ...cohort }: Cohort): string {
  const groups = members.map((member) => [member.group, member.slug, member.href, templateOf(member)]);
  return digestOf([cohort, groups]);
}

/** What is shown of the answers to a question, beside the groups that gave them. */
function answerFacts({ members }: Cohort, id: string): unknown {
  return members.map(({ asked }) => asked.get(id) ?? []);
}

/** What the search and the comparison of answers depend on. */
function textDigests({ members }: Cohort): unknown {
  return members.map(({ asked, outcome: { summary } }) => [
    summary.texts,
    summary.whole,
    [...asked].map(([id, questions]) => [id, questions.map(({ index, status }) => [index, status])]),
  ]);
}

/** The texts of all reports, by slug. */
async function readTexts({ members }: Cohort): Promise<ReadonlyMap<string, ReportTexts>> {
  const read = members.map(async ({ slug, outcome }) => [slug, await outcome.content.texts()] as const);
  return new Map(await Promise.all(read));
}

/** The HTML of all answers to a question. */
async function readAnswers({ members }: Cohort, id: string): Promise<QuestionContents> {
  const read = members.flatMap(({ asked, outcome }) =>
    (asked.get(id) ?? []).map(async (question) => [question, await outcome.content.question(question.index)] as const),
  );
  return new Map(await Promise.all(read));
}
