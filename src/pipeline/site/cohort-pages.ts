import { type Cohort, paths } from '../../cohort/cohort.js';
import type { CohortMember } from '../../cohort/entry.js';
import { templateOf } from '../../cohort/group-templates.js';
import { checklistPages } from '../../cohort/pages/checklist-page.js';
import { evidenceFiles } from '../../cohort/pages/evidence-files.js';
import { indexPages } from '../../cohort/pages/index-page.js';
import type { CohortPage } from '../../cohort/pages/pager.js';
import type { QuestionContents } from '../../cohort/pages/question-answers.js';
import { type AskedQuestion, questionPages } from '../../cohort/pages/question-page.js';
import { searchFiles, type TextsBySlug } from '../../cohort/pages/search-page.js';
import { viewSimilarPage } from '../../cohort/pages/similar-page.js';
import { digestOf } from '../../cohort/short-hash.js';
import { once } from '../../model/once.js';
import { runInterruptibly } from '../../process/interrupts.js';
import type { RenderPage, Views } from '../../render/page.js';
import type { PageContext } from '../group/group-page.js';
import type { KeptText, KeptTexts } from '../incremental/kept-texts.js';
import { findSimilar, keepSimilar } from './similar-pairs.js';

/** A page that belongs to no group, or a script that one loads. */
export interface SharedPage {
  readonly path: string;
  readonly make: () => Promise<KeptText>;
}

/** What the pages over all groups are made with. */
export interface PageMaking {
  readonly context: PageContext;
  readonly keptTexts: KeptTexts;
  readonly signal: AbortSignal;
}

/** The pages over all groups, to be made when they are needed. */
export function cohortPages(cohort: Cohort, { context, keptTexts, signal }: PageMaking): readonly SharedPage[] {
  const { renderPage } = context;
  const facts = once(() => factsOf(cohort));
  const shown = new Set(cohort.pages.map(({ path }) => path));
  const ifShown = (path: string, pages: () => readonly SharedPage[]): readonly SharedPage[] =>
    shown.has(path) ? pages() : [];
  const isPublic = cohort.site.audience === 'public';
  const making: CohortMaking = { cohort, renderPage, keptTexts, signal, facts };
  return [
    ...ifShown(paths.groups, () => plainPages(isPublic ? 'publicCohort' : 'cohort', indexPages(cohort), making)),
    ...ifShown(paths.checklist, () => plainPages('checklist', checklistPages(cohort), making)),
    ...evidenceFiles(cohort).map(({ path, content }) => ({ path, make: async () => ({ content: content() }) })),
    ...ifShown(paths.similar, () => [similarPage(making)]),
    ...ifShown(paths.search, () => searchPages(making)),
    ...cohort.questions.flatMap((question) => answerPages(question, making)),
  ];
}

interface CohortMaking extends Omit<PageMaking, 'context'> {
  readonly cohort: Cohort;
  readonly renderPage: RenderPage;
  /** See `factsOf`. */
  readonly facts: () => string;
}

/** What every page over all groups shows of the cohort, as a digest. */
function factsOf({ members, entries: _, ...cohort }: Cohort): string {
  const groups = members.map((member) => [member.group, member.slug, member.href, templateOf(member)]);
  return digestOf([cohort, groups]);
}

/** Pages that are made of summaries alone. */
function plainPages<Kind extends keyof Views>(
  kind: Kind,
  pages: readonly CohortPage<Views[Kind]>[],
  { renderPage, keptTexts, signal }: CohortMaking,
): readonly SharedPage[] {
  return pages.map(({ path, view }) => ({
    path,
    make: async () => {
      const page = await runInterruptibly(signal, () => view(null));
      return keptTexts.keep([kind, page], () => runInterruptibly(signal, () => renderPage(kind, page)));
    },
  }));
}

function similarPage({ cohort, renderPage, keptTexts, signal, facts }: CohortMaking): SharedPage {
  return {
    path: paths.similar,
    make: () => {
      keepSimilar(cohort, keptTexts);
      return keptTexts.keep(['similar', facts(), comparedFacts(cohort)], async () => {
        const pairs = await findSimilar(cohort, { keptTexts, signal });
        return runInterruptibly(signal, () => renderPage('similar', viewSimilarPage(cohort, pairs)));
      });
    },
  };
}

/** What the comparison of answers depends on. */
function comparedFacts({ members }: Cohort): unknown {
  return members.map(({ asked, outcome: { summary } }) => [
    summary.texts,
    summary.whole,
    [...asked].map(([id, questions]) => [id, questions.map(({ index, status }) => [index, status])]),
  ]);
}

/** The search page, and the scripts that it loads. */
function searchPages({ cohort, renderPage, keptTexts, signal, facts }: CohortMaking): readonly SharedPage[] {
  const { page, scripts } = searchFiles(cohort);
  const policy = { loadsScripts: scripts.length > 0 };
  const texts = once(() => digestOf(scripts.length > 0 ? null : comparedFacts(cohort)));
  return [
    {
      path: page.path,
      make: () =>
        keptTexts.keep(['search', facts(), scripts.length, texts()], async () => {
          const read = await readTexts(page.texts);
          return runInterruptibly(signal, () => renderPage('search', page.view(read), policy));
        }),
    },
    ...scripts.map((script) => ({
      path: script.path,
      make: () =>
        keptTexts.keep(['search script', digestOf(script.facts)], async () => {
          const read = await readTexts(script.texts);
          return runInterruptibly(signal, () => script.content(read));
        }),
    })),
  ];
}

/** The parts of a question's page. */
function answerPages(
  question: Cohort['questions'][number],
  { cohort, renderPage, keptTexts, signal, facts }: CohortMaking,
): readonly SharedPage[] {
  const answers = once(() => digestOf(cohort.members.map(({ asked }) => asked.get(question.id) ?? [])));
  const kind = cohort.site.audience === 'public' ? 'publicQuestion' : 'question';
  return questionPages(cohort, question).map(({ path, shown, view }) => ({
    path,
    make: () =>
      keptTexts.keep(['question', path, facts(), answers()], async () => {
        const contents = await readQuestions(shown);
        return runInterruptibly(signal, () => renderPage(kind, view(contents)));
      }),
  }));
}

/** The texts of reports, by slug. */
async function readTexts(members: readonly CohortMember[]): Promise<TextsBySlug> {
  const read = members.map(async ({ slug, outcome }) => [slug, await outcome.content.texts()] as const);
  return new Map(await Promise.all(read));
}

/** The HTML of questions. */
async function readQuestions(shown: readonly AskedQuestion[]): Promise<QuestionContents> {
  const read = shown.map(
    async ({ member, question }) => [question, await member.outcome.content.question(question.index)] as const,
  );
  return new Map(await Promise.all(read));
}
