import { type Question, questionsOf } from '../../model/report.js';
import { countProblems } from '../../model/report-progress.js';
import type { GroupAnswerView, QuestionPageView } from '../../render/views/cohort.js';
import { type LinkView, toRoot, viewPage } from '../../render/views/page.js';
import type { ProblemView, QuestionView } from '../../render/views/report.js';
import { type Cohort, type CohortQuestion, paths } from '../cohort.js';
import type { CohortMember } from '../entry.js';
import { median } from '../median.js';
import { type Wording, wordingsOf } from '../question-prompt.js';
import { answerDigest, shortHash } from '../short-hash.js';
import { countTemplates, templateOf } from '../template-title.js';
import { gradingData } from './grading-data.js';
import { linkQuestions } from './question-links.js';

/** Turns all reports into what the page of one question shows: every group's answer to it. */
export function viewQuestionPage(cohort: Cohort, { id, label, short, distinction }: CohortQuestion): QuestionPageView {
  const { site, members, pages } = cohort;
  const path = paths.question(id);
  const asked = members.filter((member) => member.asked.has(id));
  const replies = asked.flatMap((member) => viewAnswers(member, id, path));
  const answers = replies.map(({ view }) => view);
  const answered = answers.filter(({ status }) => status === 'answered');
  const questions = linkQuestions(cohort, path);
  const place = questions.findIndex(({ current }) => current);
  return {
    ...viewPage(site, {
      path,
      title: label,
      documentTitle: `${label} · ${site.title}`,
      description: `Every group’s answer to ${nameInSentence(label)}: ${answered.length} of ${answers.length} answered.`,
      pages,
      section: paths.question(cohort.questions[0]?.id ?? id),
    }),
    id,
    short,
    distinction,
    title: label,
    ...viewWordings(asked, id, cohort.templates),
    templates: templatesOf(asked, cohort.templates),
    templateFilter: countTemplates(asked, cohort.templates),
    notAsked: members.filter((member) => !member.asked.has(id)).map((member) => linkTo(member, path)),
    questions,
    previous: questions[place - 1] ?? null,
    next: questions[place + 1] ?? null,
    answered: answered.length,
    medianWords: Math.round(median(answered.map(({ words }) => words.count))),
    characters: viewCharacters(answers),
    asked: {
      words: mostCommon(answers.map(({ words }) => words.range)),
      figures: mostCommon(answers.map(({ figures }) => figures.range)),
    },
    problemCount: countProblems(answers.flatMap(({ problems, namingProblems }) => [...problems, ...namingProblems])),
    answers,
    gradingData: gradingData(
      cohort,
      replies.map(({ view, markdown }) => ({ id: view.id, digest: view.digest, markdown })),
    ),
  };
}

function viewCharacters(answers: readonly GroupAnswerView[]): QuestionPageView['characters'] {
  const limited = answers.flatMap(({ status, characters }) => (characters ? [{ status, characters }] : []));
  if (limited.length === 0) return null;
  const counts = limited.filter(({ status }) => status === 'answered').map(({ characters }) => characters.count);
  return { median: Math.round(median(counts)), asked: mostCommon(limited.map(({ characters }) => characters.range)) };
}

/** `Question 7` is a common noun with its number. */
function nameInSentence(label: string): string {
  return /^Question \d/.test(label) ? `q${label.slice(1)}` : label;
}

/** The wording that most groups got, and the others with who got them. */
function viewWordings(
  asked: readonly CohortMember[],
  id: string,
  templates: readonly string[],
): Pick<QuestionPageView, 'prompt' | 'length' | 'example' | 'otherWordings'> {
  const [main, ...others] = wordingsOf(asked, id);
  if (!main) return { prompt: null, length: null, example: null, otherWordings: [] };
  return {
    ...renderPrompt(main, 'question'),
    otherWordings: others.map((wording, index) => ({
      ...renderPrompt(wording, `wording-${index + 2}`),
      templates: templatesOf(wording.groups, templates),
      groups: wording.groups.length,
      names: wording.groups.slice(0, mostNames).map(({ group }) => group),
    })),
  };
}

/** Groups that are named beside a wording. */
const mostNames = 5;

function renderPrompt(
  { prompt, groups }: Wording,
  anchor: string,
): Pick<QuestionPageView, 'prompt' | 'length' | 'example'> {
  const render = groups[0]?.outcome.render;
  return {
    prompt: render?.(prompt.text, `${anchor}-prompt`) ?? null,
    length: prompt.length ?? null,
    example: render?.(prompt.example, `${anchor}-example`) ?? null,
  };
}

/** Of the templates in their order, those that groups fill in. */
function templatesOf(members: readonly CohortMember[], templates: readonly string[]): readonly string[] {
  const filled = new Set(members.map(templateOf));
  return templates.filter((title) => filled.has(title));
}

function linkTo({ group, href }: CohortMember, path: string): LinkView {
  return { title: group, href: toRoot(path) + href };
}

/** An answer as the page shows it, and as it was written. */
interface ViewedAnswer {
  readonly view: GroupAnswerView;
  readonly markdown: string;
}

function viewAnswers(member: CohortMember, id: string, path: string): readonly ViewedAnswer[] {
  const sources = new Map(questionsOf(member.outcome.report).map((question) => [question.id, question] as const));
  return (member.asked.get(id) ?? []).map((question, index) => {
    const source = sources.get(question.id);
    const view = viewAnswer(member, { question, source, nth: index + 1, path });
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

function viewAnswer(member: CohortMember, { question, source, nth, path }: ShownAnswer): GroupAnswerView {
  const { group, slug, href, outcome } = member;
  const { id, title, status, statusLabel, words, characters, figures } = question;
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
    template: templateOf(member),
    status,
    statusLabel,
    // Anchors show in the browser's status line, where they must not give away a group whose name is hidden.
    answer: outcome.render(source?.answer.markdown, `a${shortHash(slug).slice(0, 8)}.${id}`),
    digest: answerDigest(source?.answer.markdown ?? ''),
    words,
    characters,
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
