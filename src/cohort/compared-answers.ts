import type { Cohort, CohortQuestion } from './cohort.js';
import type { CohortMember } from './entry.js';
import type { QuestionSummary, ReportTexts } from './summary.js';

/** The answers to one question that are compared, before their texts are read. */
export interface ComparedAnswers {
  /** The index of the question. */
  readonly question: number;
  readonly answers: readonly ComparedAnswer[];
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
  const wholes = members.flatMap(({ outcome: { summary } }, group) =>
    summary.whole ? [{ group, parts: null, digests: [summary.texts], bytes: summary.whole.textBytes }] : [],
  );
  return [
    { question: wholeReport, answers: wholes },
    ...questions.map((asked, question) => ({
      question,
      answers: members.flatMap((member, group) => answerOf(member, asked, group)),
    })),
  ]
    .filter(({ answers }) => answers.length > 1)
    .map((compared) => ({ ...compared, bytes: compared.answers.reduce((sum, { bytes }) => sum + bytes, 0) }));
}

function answerOf({ asked, outcome }: CohortMember, { id }: CohortQuestion, group: number): ComparedAnswer[] {
  const replies = outcome.summary.whole ? [] : (asked.get(id) ?? []);
  // Almost always it is all of them, and a filtered copy takes several times the memory.
  const parts = replies.every(isAnswered) ? replies : replies.filter(isAnswered);
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
