import type { GroupAnswerView, QuestionPageView } from '../render/cohort-view.js';
import { toRoot, viewPage } from '../render/page-view.js';
import { type Cohort, paths } from './cohort.js';
import { type ReadCohortEntry, shownQuestions } from './entry.js';
import { median } from './median.js';
import { linkQuestions } from './question-links.js';
import { findPrompt } from './question-prompt.js';

/** Turns all reports into what the page of one question shows: every group's answer to it. */
export function viewQuestionPage(cohort: Cohort, number: number): QuestionPageView {
  const { site, read, pages } = cohort;
  const path = paths.question(number);
  const answers = read.flatMap((entry) => viewAnswers(entry, number, path));
  const answered = answers.filter(({ status }) => status === 'answered');
  const questions = linkQuestions(cohort, path);
  const place = questions.findIndex(({ current }) => current);
  const title = `Question ${number}`;
  return {
    ...viewPage(site, {
      path,
      title,
      documentTitle: `${title} · ${site.title}`,
      description: `Every group’s answer to question ${number}: ${answered.length} of ${answers.length} answered.`,
      pages,
      section: paths.question(cohort.questions[0]?.number ?? number),
    }),
    number,
    title,
    ...findPrompt(read, number),
    questions,
    previous: questions[place - 1] ?? null,
    next: questions[place + 1] ?? null,
    answered: answered.length,
    medianWords: Math.round(median(answered.map(({ words }) => words.count))),
    answers,
  };
}

function viewAnswers(
  { group, slug, href, outcome }: ReadCohortEntry,
  number: number,
  path: string,
): readonly GroupAnswerView[] {
  const sources = new Map(
    outcome.report.sections.flatMap((section) => section.questions.map((question) => [question.id, question] as const)),
  );
  return shownQuestions(outcome)
    .filter((question) => question.number === number)
    .map(({ id, status, statusLabel, words, figures, problems }, index) => ({
      id: index === 0 ? slug : `${slug}.${index + 1}`,
      group,
      slug,
      href: `${toRoot(path)}${href}#${id}`,
      status,
      statusLabel,
      answer: outcome.render(sources.get(id)?.answer.markdown, `${slug}.${id}`),
      words,
      figures,
      problems,
    }));
}
