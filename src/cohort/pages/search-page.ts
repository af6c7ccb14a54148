import { scriptJson } from '../../render/script-json.js';
import type { SearchPageView } from '../../render/views/cohort.js';
import { viewPage } from '../../render/views/page.js';
import { type Cohort, paths } from '../cohort.js';
import { countTemplates, templateOf } from '../group-templates.js';
import { noTexts, type ReportTexts } from '../summary.js';
import { linkQuestions } from './question-links.js';

/** The data of the search script. Arrays instead of objects, because there are thousands of answers. */
interface SearchData {
  readonly groups: readonly { readonly name: string; readonly href: string; readonly template: string }[];
  /** Labels of the questions. */
  readonly questions: readonly string[];
  /** Index of the group and of the question, the answer's anchor, its text. */
  readonly answers: readonly (readonly [group: number, question: number, anchor: string, text: string])[];
}

/** The question index of a report without questions, which is indexed as a whole. */
const wholeReport = -1;

/**
 * Makes the search page. It contains the text of all answers, so that it works from disk.
 *
 * @param texts By slug.
 */
export function viewSearchPage(cohort: Cohort, texts: ReadonlyMap<string, ReportTexts>): SearchPageView {
  const { site, members, templates, questions, pages } = cohort;
  const data: SearchData = {
    groups: members.map((member) => ({ name: member.group, href: member.href, template: templateOf(member) })),
    questions: questions.map(({ label }) => label),
    answers: members.flatMap(({ asked, slug, outcome: { summary } }, group) => {
      const { whole, answers } = texts.get(slug) ?? noTexts;
      return [
        ...(summary.whole ? [[group, wholeReport, 'answers', whole] as const] : []),
        ...questions.flatMap(({ id }, question) =>
          (asked.get(id) ?? [])
            .filter(({ status }) => status === 'answered')
            .map(({ id: anchor, index }) => [group, question, anchor, answers[index] ?? ''] as const),
        ),
      ];
    }),
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
    answers: data.answers.length,
    groups: members.length,
    data: scriptJson(data),
  };
}
