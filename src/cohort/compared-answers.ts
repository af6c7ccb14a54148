import type { Cohort, CohortQuestion } from './cohort.js';
import type { CohortMember } from './entry.js';
import type { QuestionSummary, ReportTexts } from './summary.js';

/** The answers to one question that are compared, before their texts are read. */
export interface ComparedAnswers {
  /** The index of the question. */
  readonly question: number;
  /**
   * The answer of a group, by its index; undefined where it has none. It is made at each call: all answers to all
   * questions take more memory than the summaries that they are made of.
   */
  readonly of: (group: number) => ComparedAnswer | undefined;
  /** Bytes of the answers' texts. */
  readonly bytes: number;
}

/** What a group answered to one question. */
export interface ComparedAnswer {
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
  const compare = (
    question: number,
    answerOf: (member: CohortMember) => ComparedAnswer | undefined,
  ): readonly ComparedAnswers[] => {
    const of = (group: number): ComparedAnswer | undefined => members[group] && answerOf(members[group]);
    let answers = 0;
    let bytes = 0;
    for (const group of members.keys()) {
      const answer = of(group);
      if (!answer) continue;
      answers += 1;
      bytes += answer.bytes;
    }
    return answers > 1 ? [{ question, of, bytes }] : [];
  };
  return [
    ...compare(wholeReport, answerAsWhole),
    ...questions.flatMap((asked, question) => compare(question, (member) => answerTo(asked, member))),
  ];
}

function answerAsWhole({ outcome: { summary } }: CohortMember): ComparedAnswer | undefined {
  return summary.whole ? { parts: null, digests: [summary.texts], bytes: summary.whole.textBytes } : undefined;
}

function answerTo({ id }: CohortQuestion, { asked, outcome }: CohortMember): ComparedAnswer | undefined {
  const parts = outcome.summary.whole ? [] : asked.get(id).filter(isAnswered);
  if (parts.length === 0) return undefined;
  return {
    parts,
    digests: parts.map(({ text }) => text),
    bytes: parts.reduce((sum, { textBytes }) => sum + textBytes, 0),
  };
}

function isAnswered({ status }: QuestionSummary): boolean {
  return status === 'answered';
}

/** The text of an answer that is compared. */
export function textOfAnswer({ parts }: ComparedAnswer, { answers, whole }: ReportTexts): string {
  return parts === null ? whole : parts.map(({ index }) => answers[index] ?? '').join('\n\n');
}
