import type { CollectRecord } from '../../model/collected.js';
import type { QuestionKey } from '../../model/question-key.js';
import { questionsOf, type Report } from '../../model/report.js';
import { type WordCounting, wordsOfAnswer } from '../../model/report-progress.js';
import { sha256 } from '../../model/sha256.js';
import type { PreparedGroup } from './prepare-group.js';

/** What the manifest states of a report beside its summary. */
export interface ReportFacts {
  /** Its README, by its path as messages name it. */
  readonly source: { readonly path: string; readonly sha256: string };
  readonly template: Report['template'] | null;
  /** The questions that the report has. */
  readonly questions: readonly {
    readonly key: QuestionKey;
    readonly number: number | null;
    readonly status: string;
    readonly words: number;
    readonly figures: number;
  }[];
  /** Keys of those that it lacks. */
  readonly missing: readonly QuestionKey[];
  /** Where it was collected; null where it was not. */
  readonly collected: CollectedFacts | null;
}

/** What the manifest states of the commit that a report was collected from. */
export type CollectedFacts = Pick<CollectRecord, 'repository' | 'commit' | 'committerDate' | 'chosen' | 'laterCommits'>;

/** Gathers what the manifest states of a report. */
export function factsOf(
  { text, report, collected }: Pick<PreparedGroup, 'text' | 'report' | 'collected'>,
  counting: WordCounting,
): ReportFacts {
  return {
    source: { path: report.source.path, sha256: sha256(text) },
    template: report.template ?? null,
    questions: questionsOf(report).map((question) => ({
      key: question.key,
      number: question.number,
      status: question.answer.status,
      words: wordsOfAnswer(question, counting),
      figures: question.answer.figures.length,
    })),
    missing: report.missing,
    collected: collected && factsOfRecord(collected),
  };
}

function factsOfRecord({ repository, commit, committerDate, chosen, laterCommits }: CollectRecord): CollectedFacts {
  return { repository, commit, committerDate, chosen, laterCommits };
}
