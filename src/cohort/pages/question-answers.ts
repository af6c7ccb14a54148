import type { GroupAnswerView } from '../../render/views/cohort.js';
import { toRoot } from '../../render/views/page.js';
import type { ProblemView } from '../../render/views/report.js';
import type { CohortMember } from '../entry.js';
import { templateOf } from '../group-templates.js';
import type { QuestionContent, QuestionSummary } from '../summary.js';

/** An answer of a group to a question; several where its report has the question twice. */
export interface Reply {
  readonly member: CohortMember;
  readonly question: QuestionSummary;
  /** Which of the group's answers to the question it is, from 1. */
  readonly nth: number;
  /** Its problems without those that its status expresses. */
  readonly problems: readonly ProblemView[];
}

/** The answers to a question, in display order. */
export function repliesTo(id: string, members: readonly CohortMember[]): readonly Reply[] {
  return members.flatMap((member) =>
    member.asked.get(id).map((question, index) => ({
      member,
      question,
      nth: index + 1,
      problems: question.problems.filter(({ rule }) => question.status === 'answered' || !impliedByStatus.has(rule)),
    })),
  );
}

/** Rules whose problem is already expressed by the question's status. */
const impliedByStatus: ReadonlySet<string> = new Set(['answer-missing', 'question-missing']);

/** Estimated bytes of an answer on the page, with its fields for mark and note and its line in the list of all. */
export function replyBytes({ member: { group }, question: { htmlBytes }, problems }: Reply): number {
  return 2000 + 8 * Buffer.byteLength(group) + htmlBytes + 900 * problems.length;
}

/** Slugs never contain a tilde; `main` is an anchor of every page. */
export function anchorOf({ member: { slug }, nth }: Reply): string {
  return nth === 1 && slug !== 'main' ? slug : `${slug}~${nth}`;
}

/** The content of the questions on a page, by their summaries. */
export type QuestionContents = ReadonlyMap<QuestionSummary, QuestionContent>;

/** @throws Error when the question is not one that the page lists as shown */
export function contentIn(question: QuestionSummary, contents: QuestionContents): QuestionContent {
  const content = contents.get(question);
  if (!content) throw new Error(`the content of ${question.id} was not read`);
  return content;
}

/** The page that answers are shown on. */
export interface AnswersPage {
  /** Its URL relative to the site's root. */
  readonly path: string;
  readonly contents: QuestionContents;
  /** Whether answers can be marked there. */
  readonly isMarked: boolean;
}

/** Makes the data of an answer. */
export function viewAnswer(reply: Reply, { path, contents, isMarked }: AnswersPage): GroupAnswerView {
  const { member, question, nth, problems } = reply;
  const { group, slug, href } = member;
  const { id, title, status, statusLabel, words, characters, figures, authors } = question;
  const { answer, digest } = contentIn(question, contents);
  // Some groups write their own names after the number, and problems quote headings.
  const isNaming = findNames([group, slug, ...(title === question.label ? [] : [title])]);
  return {
    id: anchorOf(reply),
    group,
    slug,
    nth,
    href: `${toRoot(path)}${href}#${id}`,
    template: templateOf(member),
    status,
    statusLabel,
    answer,
    digest: isMarked ? digest : null,
    words,
    characters,
    figures,
    authors,
    problems: problems.filter((problem) => !isNaming(textOf(problem))).map(withoutLinks),
    namingProblems: problems.filter((problem) => isNaming(textOf(problem))).map(withoutLinks),
  };
}

/** Links to the report would name the group in the browser's status bar. */
function withoutLinks(problem: ProblemView): ProblemView {
  return {
    ...problem,
    where: [],
    mentioned: problem.mentioned.map((place) => ({ ...place, href: null, editor: null })),
  };
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
