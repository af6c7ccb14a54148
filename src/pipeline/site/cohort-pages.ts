import { type Cohort, paths } from '../../cohort/cohort.js';
import type { CohortMember } from '../../cohort/entry.js';
import { templateOf } from '../../cohort/group-templates.js';
import { checklistPages } from '../../cohort/pages/checklist-page.js';
import { evidenceFiles } from '../../cohort/pages/evidence-files.js';
import { indexPages } from '../../cohort/pages/index-page.js';
import type { CohortPage } from '../../cohort/pages/pager.js';
import type { QuestionContents } from '../../cohort/pages/question-answers.js';
import type { AskedQuestion } from '../../cohort/pages/question-head.js';
import { questionPages } from '../../cohort/pages/question-page.js';
import { searchFiles, type TextsBySlug } from '../../cohort/pages/search-page.js';
import { viewSimilarPage } from '../../cohort/pages/similar-page.js';
import { digestOf } from '../../cohort/short-hash.js';
import { once } from '../../model/once.js';
import { runInterruptibly } from '../../process/interrupts.js';
import type { PagePolicy, Pages, Views } from '../../render/page.js';
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
  const { pages } = context;
  const facts = once(() => factsOf(cohort));
  const shown = new Set(cohort.pages.map(({ path }) => path));
  const ifShown = (path: string, list: () => readonly SharedPage[]): readonly SharedPage[] =>
    shown.has(path) ? list() : [];
  const isPublic = cohort.site.audience === 'public';
  const compared = once(() => digestOf(comparedFacts(cohort)));
  const making: CohortMaking = { cohort, pages, keptTexts, signal, facts, compared };
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
  readonly pages: Pages;
  /** See `factsOf`. */
  readonly facts: () => string;
  /** See `comparedFacts`, as a digest. */
  readonly compared: () => string;
}

/** What every page over all groups shows of the cohort, as a digest. */
function factsOf({ members, entries: _, ...cohort }: Cohort): string {
  const groups = members.map((member) => [member.group, member.slug, member.href, templateOf(member)]);
  return digestOf([cohort, groups]);
}

/** Pages that are made of summaries alone. */
function plainPages<Kind extends keyof Views>(
  kind: Kind,
  parts: readonly CohortPage<Views[Kind]>[],
  making: CohortMaking,
): readonly SharedPage[] {
  return parts.map(({ path, view }) => ({
    path,
    make: async () => {
      let page: Views[Kind] | undefined = await runInterruptibly(making.signal, () => view(null));
      const kept = await keepPage(
        kind,
        { inputs: [kind, page], prepare: async () => () => page ?? view(null) },
        making,
      );
      // What reads the page when it is written refers to `prepare`, and would hold the view until then.
      page = undefined;
      return kept;
    },
  }));
}

/** A page that is kept between builds. */
interface KeptPage<View> {
  /** All that it depends on. */
  readonly inputs: unknown;
  /** Reads what the view is made of. */
  readonly prepare: () => Promise<() => View>;
  readonly policy?: PagePolicy;
}

/** Makes a page, or finds the draft that was made of the same inputs before. */
function keepPage<Kind extends keyof Views>(
  kind: Kind,
  { inputs, prepare, policy }: KeptPage<Views[Kind]>,
  { pages, keptTexts, signal }: CohortMaking,
): Promise<KeptText> {
  const draft = async (): Promise<Uint8Array> => {
    const view = await prepare();
    return runInterruptibly(signal, () => pages.draft(kind, view()));
  };
  return keptTexts.keep(inputs, draft, (text) => pages.finish(kind, text, policy));
}

function similarPage(making: CohortMaking): SharedPage {
  const { cohort, keptTexts, signal, facts, compared } = making;
  return {
    path: paths.similar,
    make: () => {
      keepSimilar(cohort, keptTexts);
      const inputs = ['similar', facts(), compared()];
      const prepare = async () => {
        const pairs = await findSimilar(cohort, { keptTexts, signal });
        return () => viewSimilarPage(cohort, pairs);
      };
      return keepPage('similar', { inputs, prepare }, making);
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
function searchPages(making: CohortMaking): readonly SharedPage[] {
  const { cohort, keptTexts, signal, facts, compared } = making;
  const { page, scripts, answers } = searchFiles(cohort);
  const policy = { loadsScripts: scripts.length > 0 };
  return [
    {
      path: page.path,
      make: () => {
        const prepare = async () => {
          const read = await readTexts(page.texts());
          return () => page.view(read);
        };
        return keepPage(
          'search',
          {
            inputs: ['search', facts(), answers, scripts.length, scripts.length > 0 ? null : compared()],
            prepare,
            policy,
          },
          making,
        );
      },
    },
    ...scripts.map((script) => ({
      path: script.path,
      make: () =>
        keptTexts.keep(['search script', digestOf(script.facts())], async () => {
          const read = await readTexts(script.texts());
          return runInterruptibly(signal, () => Buffer.from(script.content(read)));
        }),
    })),
  ];
}

/** The parts of a question's page. */
function answerPages(question: Cohort['questions'][number], making: CohortMaking): readonly SharedPage[] {
  const { cohort, facts } = making;
  const answers = once(() => digestOf(cohort.members.map(({ asked }) => asked.get(question.id))));
  const kind = cohort.site.audience === 'public' ? 'publicQuestion' : 'question';
  return questionPages(cohort, question).map(({ path, shown, view }) => ({
    path,
    make: () => {
      const prepare = async () => {
        const contents = await readQuestions(shown());
        return () => view(contents);
      };
      return keepPage(kind, { inputs: ['question', path, facts(), answers()], prepare }, making);
    },
  }));
}

/** The texts of reports, by slug. */
async function readTexts(members: readonly CohortMember[]): Promise<TextsBySlug> {
  const read = members.map(async ({ slug, outcome }) => [slug, await outcome.content.texts()] as const);
  return new Map(await Promise.all(read));
}

/** The content of questions. */
async function readQuestions(shown: readonly AskedQuestion[]): Promise<QuestionContents> {
  const read = shown.map(
    async ({ member, question }) => [question, await member.outcome.content.question(question.index)] as const,
  );
  return new Map(await Promise.all(read));
}
