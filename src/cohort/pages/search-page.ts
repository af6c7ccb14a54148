import { numberOrKey, type QuestionNumber } from '../../model/question-key.js';
import { readableText } from '../../render/html/readable-text.js';
import { scriptJson } from '../../render/script-json.js';
import type { SearchPageView } from '../../render/views/cohort.js';
import { viewPage } from '../../render/views/page.js';
import { type Cohort, paths } from '../cohort.js';
import { shownQuestions } from '../entry.js';
import { linkQuestions } from './question-links.js';

/** What the script of the search page reads: short names, because there are thousands of answers. */
interface SearchData {
  readonly groups: readonly { readonly name: string; readonly href: string }[];
  /** Group's index, question's number, its anchor, text. */
  readonly answers: readonly (readonly [number, QuestionNumber, string, string])[];
}

/** Puts the readable text of all answers into one page, so that it can be searched from disk. */
export function viewSearchPage(cohort: Cohort): SearchPageView {
  const { site, read, pages } = cohort;
  const data: SearchData = {
    groups: read.map(({ group, href }) => ({ name: group, href })),
    answers: read.flatMap(({ outcome }, index) =>
      shownQuestions(outcome)
        .filter(({ status }) => status === 'answered')
        .map(({ number, id, answer }) => [index, numberOrKey(number), id, readableText(answer)] as const),
    ),
  };
  return {
    ...viewPage(site, {
      path: paths.search,
      title: 'Search',
      documentTitle: `Search · ${site.title}`,
      description: `Full-text search over ${read.length} reports.`,
      pages,
    }),
    title: 'Search',
    questions: linkQuestions(cohort, paths.search),
    answers: data.answers.length,
    groups: read.length,
    data: scriptJson(data),
  };
}
