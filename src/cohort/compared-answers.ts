import type { GroupAnswer } from '../similar/types.js';
import type { Cohort, CohortQuestion } from './cohort.js';
import type { CohortMember } from './entry.js';
import type { QuestionSummary, ReportTexts } from './summary.js';

/** The answers to one question that are compared, before their texts are read. */
export interface ComparedAnswers {
  /** The index of the question. */
  readonly question: number;
  readonly answers: readonly ComparedAnswer[];
}

interface ComparedAnswer {
  /** The index of the group. */
  readonly group: number;
  readonly slug: string;
  /** Several to one question are joined; null for a report without questions, which is compared as a whole. */
  readonly parts: readonly QuestionSummary[] | null;
  /** Digests of its texts. */
  readonly digests: readonly string[];
}

/** The question index of reports without questions. */
const wholeReport = -1;

/** Lists what is compared with each other: the answers to each question, and whole reports. */
export function listCompared({
  members,
  questions,
}: Pick<Cohort, 'members' | 'questions'>): readonly ComparedAnswers[] {
  const wholes = members.flatMap(({ slug, outcome: { summary } }, group) =>
    summary.whole ? [{ group, slug, parts: null, digests: [summary.texts] }] : [],
  );
  return [
    { question: wholeReport, answers: wholes },
    ...questions.map((asked, question) => ({
      question,
      answers: members.flatMap((member, group) => answerOf(member, asked, group)),
    })),
  ].filter(({ answers }) => answers.length > 1);
}

function answerOf({ slug, asked, outcome }: CohortMember, { id }: CohortQuestion, group: number): ComparedAnswer[] {
  const parts = outcome.summary.whole ? [] : (asked.get(id) ?? []).filter(({ status }) => status === 'answered');
  return parts.length === 0 ? [] : [{ group, slug, parts, digests: parts.map(({ text }) => text) }];
}

/**
 * The answers to one question with their texts.
 *
 * @param texts By slug.
 */
export function readCompared(
  { question, answers }: ComparedAnswers,
  texts: ReadonlyMap<string, ReportTexts>,
): readonly GroupAnswer[] {
  return answers.map(({ group, slug, parts }) => {
    const { answers: own = [], whole = '' } = texts.get(slug) ?? {};
    return { group, question, text: parts === null ? whole : parts.map(({ index }) => own[index] ?? '').join('\n\n') };
  });
}
