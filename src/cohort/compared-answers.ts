import type { Cohort, CohortQuestion } from './cohort.js';
import type { CohortMember } from './entry.js';
import type { QuestionSummary, ReportTexts } from './summary.js';

/** The answers to one question that are compared, before their texts are read. */
export interface ComparedAnswers {
  /** The index of the question. */
  readonly question: number;
  /** Lists them anew each time: those to all questions take more memory than the summaries that they are made of. */
  readonly list: () => readonly ComparedAnswer[];
  /** Of their texts. */
  readonly bytes: number;
}

/** What a group answered to one question. */
export interface ComparedAnswer {
  /** The index of the group. */
  readonly group: number;
  /** Several to one question are joined; null for a report without questions, which is compared as a whole. */
  readonly parts: readonly QuestionSummary[] | null;
  /** Digests of its texts. */
  readonly digests: readonly string[];
  readonly bytes: number;
}

/** The question index of reports without questions. */
const wholeReport = -1;

/** Lists what is compared with each other: the answers to each question, and whole reports. */
export function listCompared({
  members,
  questions,
}: Pick<Cohort, 'members' | 'questions'>): readonly ComparedAnswers[] {
  const wholes = (): readonly ComparedAnswer[] =>
    members.flatMap(({ outcome: { summary } }, group) =>
      summary.whole ? [{ group, parts: null, digests: [summary.texts], bytes: summary.whole.textBytes }] : [],
    );
  const lists = [
    { question: wholeReport, list: wholes },
    ...questions.map((asked, question) => ({
      question,
      list: () => members.flatMap((member, group) => answerOf(member, asked, group)),
    })),
  ];
  return lists.flatMap(({ question, list }) => {
    const answers = list();
    return answers.length > 1 ? [{ question, list, bytes: answers.reduce((sum, { bytes }) => sum + bytes, 0) }] : [];
  });
}

function answerOf({ asked, outcome }: CohortMember, { id }: CohortQuestion, group: number): ComparedAnswer[] {
  const replies = outcome.summary.whole ? [] : asked.get(id);
  const parts = replies.filter(isAnswered);
  if (parts.length === 0) return [];
  return [
    {
      group,
      parts,
      digests: parts.map(({ text }) => text),
      bytes: parts.reduce((sum, { textBytes }) => sum + textBytes, 0),
    },
  ];
}

function isAnswered({ status }: QuestionSummary): boolean {
  return status === 'answered';
}

/** The text of an answer that is compared. */
export function textOfAnswer({ parts }: ComparedAnswer, { answers, whole }: ReportTexts): string {
  return parts === null ? whole : parts.map(({ index }) => answers[index] ?? '').join('\n\n');
}
