import type { QuestionKey } from '../model/question-key.js';
import type { QuestionSummary } from './summary.js';

/**
 * The questions of a report by their ids in the cohort. Reports with the same sequence of questions share the map, which
 * for each of them would be a large part of what stays in memory of a report.
 */
export class QuestionsById {
  constructor(
    private readonly questions: readonly QuestionSummary[],
    /** Indexes of the questions with an id. */
    private readonly indexes: ReadonlyMap<string, readonly number[]>,
  ) {}

  has(id: string): boolean {
    return this.indexes.has(id);
  }

  /** The questions with an id, in the order of the page; none where the report was not asked it. */
  get(id: string): readonly QuestionSummary[] {
    return (this.indexes.get(id) ?? []).flatMap((index) => this.questions[index] ?? []);
  }

  *[Symbol.iterator](): Iterator<readonly [id: string, questions: readonly QuestionSummary[]]> {
    for (const id of this.indexes.keys()) yield [id, this.get(id)];
  }
}

/** Makes the function that groups the questions of a report by the ids that their keys have in the cohort. */
export function openQuestionsById(): (
  questions: readonly QuestionSummary[],
  ids: ReadonlyMap<QuestionKey, string>,
) => QuestionsById {
  const known = new Map<string, ReadonlyMap<string, readonly number[]>>();
  return (questions, ids) => {
    const sequence = questions.map(({ key }) => ids.get(key));
    const name = JSON.stringify(sequence);
    const indexes = known.get(name) ?? indexesById(sequence);
    known.set(name, indexes);
    return new QuestionsById(questions, indexes);
  };
}

function indexesById(sequence: readonly (string | undefined)[]): ReadonlyMap<string, readonly number[]> {
  const indexes = new Map<string, number[]>();
  for (const [index, id] of sequence.entries()) {
    if (id === undefined) continue;
    const same = indexes.get(id);
    if (same) same.push(index);
    else indexes.set(id, [index]);
  }
  return indexes;
}
