import { questionsOf } from '../../model/report.js';
import type { GroupAnswerView } from '../../render/views/cohort.js';
import { toRoot } from '../../render/views/page.js';
import type { ProblemView, QuestionView } from '../../render/views/report.js';
import type { CohortMember, ShownAnswer } from '../entry.js';
import { templateOf } from '../group-templates.js';
import { htmlBytes } from '../parts.js';
import { answerDigest, shortHash } from '../short-hash.js';

/** An answer of a group to a question; several where its report has the question twice. */
export interface Reply {
  readonly member: CohortMember;
  readonly question: QuestionView;
  /** Which of the group's answers to the question it is, from 1. */
  readonly nth: number;
  /** Its problems without those that its status expresses. */
  readonly problems: readonly ProblemView[];
}

/** The answers to a question, in display order. */
export function repliesTo(id: string, members: readonly CohortMember[]): readonly Reply[] {
  return members.flatMap((member) =>
    (member.asked.get(id) ?? []).map((question, index) => ({
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
export function replyBytes({ member: { group }, question: { answer }, problems }: Reply): number {
  return 2000 + 8 * Buffer.byteLength(group) + htmlBytes(answer) + 900 * problems.length;
}

/** Slugs never contain a tilde; `main` is an anchor of every page. */
export function anchorOf({ member: { slug }, nth }: Reply): string {
  return nth === 1 && slug !== 'main' ? slug : `${slug}~${nth}`;
}

/** An answer as shown on the page, and its source. */
export interface ViewedAnswer {
  readonly view: GroupAnswerView;
  readonly markdown: string;
}

/**
 * Makes the data of answers.
 *
 * @param path The page's URL relative to the site's root.
 */
export function viewAnswers(replies: readonly Reply[], path: string): readonly ViewedAnswer[] {
  return replies.map((reply) => {
    const { report } = reply.member.outcome;
    const source = questionsOf(report).find(({ id }) => id === reply.question.id);
    const markdown = source?.answer.markdown ?? '';
    return { view: viewAnswer(reply, { question: reply.question, markdown }, path), markdown };
  });
}

function viewAnswer(reply: Reply, shown: ShownAnswer, path: string): GroupAnswerView {
  const { member, question, nth, problems } = reply;
  const { group, slug, href, outcome } = member;
  const { id, title, status, statusLabel, words, characters, figures } = question;
  // Some groups write their own names after the number, and problems quote headings.
  const names = problems.length > 0 ? namePattern([group, slug, ...(title === question.label ? [] : [title])]) : null;
  const isNaming = ({ message, suggestion }: ProblemView): boolean =>
    names?.test(`${message} ${suggestion ?? ''}`) ?? false;
  return {
    id: anchorOf(reply),
    group,
    slug,
    nth,
    href: `${toRoot(path)}${href}#${id}`,
    template: templateOf(member),
    status,
    statusLabel,
    // Browsers show anchors in the status bar, where they must not reveal a group whose name is hidden.
    answer: outcome.answerHtml(shown, `a${shortHash(slug).slice(0, 8)}.${id}`),
    digest: answerDigest(shown.markdown),
    words,
    characters,
    figures,
    problems: problems.filter((problem) => !isNaming(problem)),
    namingProblems: problems.filter(isNaming),
  };
}

/** Matches any of the names as a whole word. */
function namePattern(names: readonly string[]): RegExp {
  const alternatives = names.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}])`, 'iu');
}
