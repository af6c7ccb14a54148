import { once } from '../../model/once.js';
import { readableText } from '../../render/html/readable-text.js';
import type { SafeHtml } from '../../render/safe-html.js';
import { scriptJson } from '../../render/script-json.js';
import type { SearchPageView } from '../../render/views/cohort.js';
import { viewPage } from '../../render/views/page.js';
import { type Cohort, paths } from '../cohort.js';
import { countTemplates, templateOf } from '../group-templates.js';
import { htmlBytes, splitIntoParts } from '../parts.js';
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

/** The search page, and scripts with the answers if they are too many for one page. */
export interface SearchFiles {
  readonly view: () => SearchPageView;
  readonly scripts: readonly { readonly path: string; readonly content: () => string }[];
}

/** Makes the search page. It works from disk: the text of all answers is in it, or in scripts that it loads. */
export function searchFiles(cohort: Cohort): SearchFiles {
  const sources = sourcesOf(cohort);
  const parts = splitIntoParts(
    sources.map(({ html }) => answerBytes + htmlBytes(html)),
    cohort.maxPartBytes,
  );
  const answers = parts.map(({ from, to }) => once(() => sources.slice(from, to).map(toAnswer)));
  const scripts = answers.map((part, index) => ({
    // No slug contains a tilde.
    path: `search~${index + 1}.js`,
    content: () => `handinSearch(${scriptJson(part())})\n`,
  }));
  const [only] = answers;
  const isWhole = answers.length === 1;
  return {
    scripts: isWhole ? [] : scripts,
    view: () =>
      viewSearchPage(cohort, sources.length, {
        answers: isWhole && only ? only() : [],
        ...(isWhole ? {} : { parts: scripts.map(({ path }) => path) }),
      }),
  };
}

/** Bytes of an answer beside its text. */
const answerBytes = 20;

interface AnswerSource {
  readonly group: number;
  readonly question: number;
  readonly anchor: string;
  readonly html: SafeHtml | null;
}

function sourcesOf({ members, questions }: Cohort): readonly AnswerSource[] {
  return members.flatMap(({ asked, outcome: { view } }, group) => [
    ...(view.body ? [{ group, question: wholeReport, anchor: 'answers', html: view.body.html }] : []),
    ...questions.flatMap(({ id }, question) =>
      (asked.get(id) ?? [])
        .filter(({ status }) => status === 'answered')
        .map(({ id: anchor, answer }) => ({ group, question, anchor, html: answer })),
    ),
  ]);
}

function toAnswer({ group, question, anchor, html }: AnswerSource): SearchAnswer {
  return [group, question, anchor, readableText(html)];
}

function viewSearchPage(cohort: Cohort, answers: number, found: Pick<SearchData, 'answers' | 'parts'>): SearchPageView {
  const { site, members, templates, questions, pages } = cohort;
  const data: SearchData = {
    groups: members.map((member) => ({ name: member.group, href: member.href, template: templateOf(member) })),
    questions: questions.map(({ label }) => label),
    ...found,
  };
  return {
    ...viewPage(site, {
      path: paths.search,
      title: 'Search',
      documentTitle: `Search · ${site.title}`,
      description: `Full-text search over ${members.length} reports.`,
      pages,
    }),
    title: 'Search',
    questions: linkQuestions(cohort, paths.search),
    templates: countTemplates(members, templates),
    answers,
    groups: members.length,
    data: scriptJson(data),
  };
}
