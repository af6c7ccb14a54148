import { scriptJson } from '../../render/script-json.js';
import type { SearchPageView } from '../../render/views/cohort.js';
import { viewPage } from '../../render/views/page.js';
import { type Cohort, paths } from '../cohort.js';
import type { CohortMember } from '../entry.js';
import { countTemplates, templateOf } from '../group-templates.js';
import { type Part, splitIntoParts } from '../parts.js';
import { noTexts, type ReportTexts } from '../summary.js';
import type { CohortPage } from './pager.js';
import { linkQuestions } from './question-links.js';

/** Index of the group and of the question, the answer's anchor, its text. Arrays, because there are thousands. */
type SearchAnswer = readonly [group: number, question: number, anchor: string, text: string];

/** The data of the search script. */
interface SearchData {
  readonly groups: readonly { readonly name: string; readonly href: string; readonly template: string }[];
  /** Labels of the questions. */
  readonly questions: readonly string[];
  readonly answers: readonly SearchAnswer[];
  /** URLs of the scripts with the answers, if they are too many for one page. */
  readonly parts?: readonly string[];
}

/** The question index of a report without questions, which is indexed as a whole. */
const wholeReport = -1;

/** The texts of reports, by slug. */
export type TextsBySlug = ReadonlyMap<string, ReportTexts>;

/** The search page, and scripts with the answers if they are too many for one page. */
export interface SearchFiles {
  /** Number of answers, in the page or its scripts. */
  readonly answers: number;
  readonly page: CohortPage<SearchPageView, TextsBySlug> & { readonly texts: () => readonly CohortMember[] };
  readonly scripts: readonly SearchScript[];
}

/** A script with some of the answers. */
export interface SearchScript {
  readonly path: string;
  /** Lists the groups whose texts it holds. */
  readonly texts: () => readonly CohortMember[];
  /** All that its content depends on. */
  readonly facts: () => unknown;
  readonly content: (texts: TextsBySlug) => string;
}

/**
 * Makes the search page. It works from disk: the text of all answers is in it, or in scripts that it loads. Until these are
 * made, only the places of their answers are in memory.
 */
export function searchFiles(cohort: Cohort): SearchFiles {
  const { sizes, starts } = measureSources(cohort);
  const parts = splitIntoParts(sizes, cohort.maxPartBytes);
  const isWhole = parts.length === 1;
  const all: Part = { from: 0, to: sizes.length };
  const sourcesIn = (part: Part): readonly AnswerSource[] => listSources(cohort, starts, part);
  const answersIn = (part: Part, texts: TextsBySlug): readonly SearchAnswer[] =>
    sourcesIn(part).map((source) => toAnswer(source, texts));
  const scripts = parts.map(
    (part, index): SearchScript => ({
      // No slug contains a tilde.
      path: `search~${index + 1}.js`,
      texts: () => membersOf(sourcesIn(part)),
      facts: () => sourcesIn(part).map(({ member: _, ...source }) => source),
      content: (texts) => `handinSearch(${scriptJson(answersIn(part, texts))})\n`,
    }),
  );
  return {
    answers: sizes.length,
    scripts: isWhole ? [] : scripts,
    page: {
      path: paths.search,
      texts: () => (isWhole ? membersOf(sourcesIn(all)) : []),
      view: (texts) =>
        viewSearchPage(cohort, sizes.length, {
          answers: isWhole ? answersIn(all, texts) : [],
          ...(isWhole ? {} : { parts: scripts.map(({ path }) => path) }),
        }),
    },
  };
}

/** Bytes of each answer, and the place of each group's first one among all of them. */
function measureSources({ members, questions }: Cohort): {
  readonly sizes: readonly number[];
  readonly starts: readonly number[];
} {
  const sizes: number[] = [];
  const starts: number[] = [];
  for (const [group, member] of members.entries()) {
    starts.push(sizes.length);
    for (const { bytes } of sourcesOf(member, group, questions)) sizes.push(answerBytes + bytes);
  }
  return { sizes, starts };
}

/** @param starts See `measureSources` */
function listSources(
  { members, questions }: Cohort,
  starts: readonly number[],
  { from, to }: Part,
): readonly AnswerSource[] {
  return members.flatMap((member, group) => {
    const start = starts[group] ?? 0;
    const next = starts[group + 1] ?? Number.POSITIVE_INFINITY;
    return next <= from || start >= to
      ? []
      : sourcesOf(member, group, questions).slice(Math.max(0, from - start), to - start);
  });
}

function membersOf(sources: readonly AnswerSource[]): readonly CohortMember[] {
  return [...new Set(sources.map(({ member }) => member))];
}

/** Bytes of an answer beside its text. */
const answerBytes = 20;

interface AnswerSource {
  readonly member: CohortMember;
  readonly group: number;
  readonly question: number;
  readonly anchor: string;
  /** The index of the question in the report; null for the report as a whole. */
  readonly index: number | null;
  /** Bytes of the text, and its digest. */
  readonly bytes: number;
  readonly text: string;
}

function sourcesOf(member: CohortMember, group: number, questions: Cohort['questions']): readonly AnswerSource[] {
  const { whole, texts } = member.outcome.summary;
  const answers = questions.flatMap(({ id }, question) =>
    member.asked
      .get(id)
      .filter(({ status }) => status === 'answered')
      .map(({ id: anchor, index, text, textBytes: bytes }) => ({
        member,
        group,
        question,
        anchor,
        index,
        bytes,
        text,
      })),
  );
  if (whole === null) return answers;
  return [
    { member, group, question: wholeReport, anchor: 'answers', index: null, bytes: whole.textBytes, text: texts },
    ...answers,
  ];
}

function toAnswer({ member, group, question, anchor, index }: AnswerSource, texts: TextsBySlug): SearchAnswer {
  const { whole, answers } = texts.get(member.slug) ?? noTexts;
  return [group, question, anchor, index === null ? whole : (answers[index] ?? '')];
}

function viewSearchPage(cohort: Cohort, answers: number, found: Pick<SearchData, 'answers' | 'parts'>): SearchPageView {
  const { site, members, templates, questions, pages } = cohort;
  const { t } = site.language;
  const title = t('search.title');
  const data: SearchData = {
    groups: members.map((member) => ({ name: member.group, href: member.href, template: templateOf(member) })),
    questions: questions.map(({ label }) => label),
    ...found,
  };
  return {
    ...viewPage(site, {
      path: paths.search,
      title,
      documentTitle: `${title} · ${site.title}`,
      description: t('search.description', { count: members.length }),
      pages,
    }),
    title,
    questions: linkQuestions(cohort, paths.search),
    templates: countTemplates(members, templates),
    answers,
    groups: members.length,
    data: scriptJson(data),
  };
}
