import { countProblems } from '../../model/report-progress.js';
import { relocate } from '../../render/html/relocate.js';
import type { SafeHtml } from '../../render/safe-html.js';
import type { GroupAnswerView, QuestionPageView } from '../../render/views/cohort.js';
import { type LinkView, toRoot, viewPage } from '../../render/views/page.js';
import type { ProblemView } from '../../render/views/report.js';
import { type Cohort, type CohortQuestion, paths } from '../cohort.js';
import type { CohortMember } from '../entry.js';
import { countTemplates, templateOf } from '../group-templates.js';
import { type Wording, wordingsOf } from '../question-wordings.js';
import { median } from '../statistics.js';
import type { QuestionHtml, QuestionSummary } from '../summary.js';
import { gradingData } from './grading-data.js';
import { linkQuestions } from './question-links.js';

/** The HTML of the questions on a page. */
export type QuestionContents = ReadonlyMap<QuestionSummary, QuestionHtml>;

/**
 * Makes the page of a question: every group's answer to it.
 *
 * @param contents The HTML of all groups' answers to it.
 */
export function viewQuestionPage(
  cohort: Cohort,
  { id, label, short, distinction }: CohortQuestion,
  contents: QuestionContents,
): QuestionPageView {
  const { site, members, pages } = cohort;
  const path = paths.question(id);
  const asked = members.filter((member) => member.asked.has(id));
  const replies = asked.flatMap((member) => viewAnswers(member, { id, path, contents }));
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
    ...viewWordings(asked, { id, contents, templates: cohort.templates }),
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
      replies.map(({ view: { id: anchor }, question }) => ({ anchor, ...question })),
    ),
  };
}

function viewCharacters(answers: readonly GroupAnswerView[]): QuestionPageView['characters'] {
  const limited = answers.flatMap(({ status, characters }) => (characters ? [{ status, characters }] : []));
  if (limited.length === 0) return null;
  const counts = limited.filter(({ status }) => status === 'answered').map(({ characters }) => characters.count);
  return { median: Math.round(median(counts)), asked: mostCommon(limited.map(({ characters }) => characters.range)) };
}

/** `Question 7` is written in lower case within a sentence. */
function nameInSentence(label: string): string {
  return /^Question \d/.test(label) ? `q${label.slice(1)}` : label;
}

/** The most frequent wording, and the others with their groups. */
function viewWordings(
  asked: readonly CohortMember[],
  { id, contents, templates }: { id: string; contents: QuestionContents; templates: readonly string[] },
): Pick<QuestionPageView, 'prompt' | 'length' | 'example' | 'otherWordings'> {
  const [main, ...others] = wordingsOf(asked, id);
  if (!main) return { prompt: null, length: null, example: null, otherWordings: [] };
  return {
    ...viewPrompt(main, { id, contents, anchor: 'question' }),
    otherWordings: others.map((wording, index) => ({
      ...viewPrompt(wording, { id, contents, anchor: `wording-${index + 2}` }),
      templates: templatesOf(wording.groups, templates),
      groups: wording.groups.length,
      names: wording.groups.slice(0, maxNames).map(({ group }) => group),
    })),
  };
}

/** Maximum number of groups named beside a wording. */
const maxNames = 5;

/** A prompt as the first group with its wording shows it. */
function viewPrompt(
  { prompt, groups: [first] }: Wording,
  { id, contents, anchor }: { id: string; contents: QuestionContents; anchor: string },
): Pick<QuestionPageView, 'prompt' | 'length' | 'example'> {
  const [question] = first?.asked.get(id) ?? [];
  const content = question && contents.get(question);
  const move = (part: 'prompt' | 'example'): SafeHtml | null => {
    const html = content?.[part];
    return question && html
      ? relocate(html, { idPrefix: { from: `${question.id}-${part}`, to: `${anchor}-${part}` } })
      : null;
  };
  return { prompt: move('prompt'), length: prompt.length ?? null, example: move('example') };
}

/** The templates of some groups, in the order of the configuration. */
function templatesOf(members: readonly CohortMember[], templates: readonly string[]): readonly string[] {
  const used = new Set(members.map(templateOf));
  return templates.filter((title) => used.has(title));
}

function linkTo({ group, href }: CohortMember, path: string): LinkView {
  return { title: group, href: toRoot(path) + href };
}

/** An answer as shown on the page, and what it is made of. */
interface ViewedAnswer {
  readonly view: GroupAnswerView;
  readonly question: QuestionSummary;
}

interface AnswersPage {
  /** The question's id in the cohort. */
  readonly id: string;
  /** The page's URL relative to the site's root. */
  readonly path: string;
  readonly contents: QuestionContents;
}

function viewAnswers(member: CohortMember, page: AnswersPage): readonly ViewedAnswer[] {
  return (member.asked.get(page.id) ?? []).map((question, index) => ({
    view: viewAnswer(member, { ...page, question, nth: index + 1 }),
    question,
  }));
}

interface PlacedAnswer extends AnswersPage {
  readonly question: QuestionSummary;
  /** Which of the group's answers to the question it is, from 1. */
  readonly nth: number;
}

function viewAnswer(member: CohortMember, { question, nth, path, contents }: PlacedAnswer): GroupAnswerView {
  const { group, slug, href } = member;
  const { id, title, status, statusLabel, digest, words, characters, figures } = question;
  const problems = question.problems.filter(({ rule }) => status === 'answered' || !impliedByStatus.has(rule));
  // Some groups write their own names after the number, and problems quote headings.
  const isNaming = findNames([group, slug, ...(title === question.label ? [] : [title])]);
  return {
    id: anchorOf(slug, nth),
    group,
    slug,
    nth,
    href: `${toRoot(path)}${href}#${id}`,
    template: templateOf(member),
    status,
    statusLabel,
    answer: contents.get(question)?.answer ?? null,
    digest,
    words,
    characters,
    figures,
    problems: problems.filter((problem) => !isNaming(textOf(problem))),
    namingProblems: problems.filter((problem) => isNaming(textOf(problem))),
  };
}

/** Rules whose problem is already expressed by the question's status. */
const impliedByStatus: ReadonlySet<string> = new Set(['answer-missing', 'question-missing']);

/** Slugs never contain a tilde; `main` is an anchor of every page. */
function anchorOf(slug: string, nth: number): string {
  return nth === 1 && slug !== 'main' ? slug : `${slug}~${nth}`;
}

function textOf({ message, suggestion }: ProblemView): string {
  return `${message} ${suggestion ?? ''}`;
}

/** Tells whether a text contains any of the names as a whole word, in upper or lower case. */
function findNames(names: readonly string[]): (text: string) => boolean {
  const folded = names.map(fold);
  // Few texts contain a name at all, and a pattern takes long to compile.
  return (text) => {
    const upper = fold(text);
    return folded.some((name) => upper.includes(name)) && namePattern(names).test(text);
  };
}

/** Maps characters to the same text wherever a regular expression that ignores case takes them for the same. */
function fold(text: string): string {
  return text.toLowerCase().toUpperCase();
}

function namePattern(names: readonly string[]): RegExp {
  const alternatives = names.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}])`, 'iu');
}

/** The most frequent of the non-empty texts; the first of several. */
function mostCommon(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best), ['', 0] as const)[0];
}
