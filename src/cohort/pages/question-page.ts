import type { QuestionKey } from '../../model/question-key.js';
import { type Question, questionsOf } from '../../model/report.js';
import { countProblems } from '../../model/report-progress.js';
import type { GroupAnswerView, QuestionPageView } from '../../render/views/cohort.js';
import { toRoot, viewPage } from '../../render/views/page.js';
import type { ProblemView, QuestionView } from '../../render/views/report.js';
import { type Cohort, paths } from '../cohort.js';
import { type ReadCohortEntry, shownQuestions, titleOf } from '../entry.js';
import { median } from '../median.js';
import { findPrompt } from '../question-prompt.js';
import { answerDigest, shortHash } from '../short-hash.js';
import { gradingData } from './grading-data.js';
import { linkQuestions } from './question-links.js';

/** Turns all reports into what the page of one question shows: every group's answer to it. */
export function viewQuestionPage(cohort: Cohort, number: QuestionKey): QuestionPageView {
  const { site, read, pages } = cohort;
  const path = paths.question(number);
  const replies = read.flatMap((entry) => viewAnswers(entry, number, path));
  const answers = replies.map(({ view }) => view);
  const answered = answers.filter(({ status }) => status === 'answered');
  const questions = linkQuestions(cohort, path);
  const place = questions.findIndex(({ current }) => current);
  const title = titleOf(read, number);
  return {
    ...viewPage(site, {
      path,
      title,
      documentTitle: `${title} · ${site.title}`,
      description: `Every group’s answer to ${/^\d+$/.test(number) ? `question ${number}` : title}: ${answered.length} of ${answers.length} answered.`,
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
    asked: {
      words: mostCommon(answers.map(({ words }) => words.range)),
      figures: mostCommon(answers.map(({ figures }) => figures.range)),
    },
    problemCount: countProblems(answers.flatMap(({ problems, namingProblems }) => [...problems, ...namingProblems])),
    answers,
    gradingData: gradingData(
      cohort,
      replies.map(({ view: { id, digest }, markdown }) => ({ id, digest, markdown })),
    ),
  };
}

/** An answer as the page shows it, and as it was written. */
interface ViewedAnswer {
  readonly view: GroupAnswerView;
  readonly markdown: string;
}

function viewAnswers(entry: ReadCohortEntry, number: QuestionKey, path: string): readonly ViewedAnswer[] {
  const sources = new Map(questionsOf(entry.outcome.report).map((question) => [question.id, question] as const));
  return shownQuestions(entry.outcome)
    .filter((question) => question.number === number)
    .map((question, index) => {
      const source = sources.get(question.id);
      const view = viewAnswer(entry, { question, source, nth: index + 1, path });
      return { view, markdown: source?.answer.markdown ?? '' };
    });
}

interface ShownAnswer {
  readonly question: QuestionView;
  /** Undefined for a question that the report lost. */
  readonly source: Question | undefined;
  readonly nth: number;
  /** The page's address seen from the site's root. */
  readonly path: string;
}

function viewAnswer(
  { group, slug, href, outcome }: ReadCohortEntry,
  { question, source, nth, path }: ShownAnswer,
): GroupAnswerView {
  const { id, title, status, statusLabel, words, figures } = question;
  const problems = question.problems.filter(({ rule }) => status === 'answered' || !toldByState.has(rule));
  // Some write their own names behind the number, and problems are told of the question by its heading.
  const names = namePattern([group, slug, ...(title === question.label ? [] : [title])]);
  const isNaming = ({ message, suggestion }: ProblemView): boolean => names.test(`${message} ${suggestion ?? ''}`);
  return {
    id: anchorOf(slug, nth),
    group,
    slug,
    nth,
    href: `${toRoot(path)}${href}#${id}`,
    status,
    statusLabel,
    // Anchors show in the browser's status line, where they must not give away a group whose name is hidden.
    answer: outcome.render(source?.answer.markdown, `a${shortHash(slug).slice(0, 8)}.${id}`),
    digest: answerDigest(source?.answer.markdown ?? ''),
    words,
    figures,
    problems: problems.filter((problem) => !isNaming(problem)),
    namingProblems: problems.filter(isNaming),
  };
}

/** What is wrong with every question without an answer, and said by its state. */
const toldByState: ReadonlySet<string> = new Set(['answer-missing', 'question-missing']);

/** No slug holds a tilde; `main` is an anchor that every page has. */
function anchorOf(slug: string, nth: number): string {
  return nth === 1 && slug !== 'main' ? slug : `${slug}~${nth}`;
}

/** Matches any of the names as a word of its own. */
function namePattern(names: readonly string[]): RegExp {
  const alternatives = names.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}])`, 'iu');
}

/** Of those that say something, the one that is there most often; the first of several. */
function mostCommon(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best), ['', 0] as const)[0];
}
