import type { Cohort } from '../../cohort/cohort.js';
import { listCompared, readCompared } from '../../cohort/compared-answers.js';
import { digestOf } from '../../cohort/summarize.js';
import type { ReportTexts } from '../../cohort/summary.js';
import { once } from '../../model/once.js';
import { runInterruptibly } from '../../process/interrupts.js';
import { openComparison, rankPairs } from '../../similar/find-similar-answers.js';
import type { SimilarPair } from '../../similar/types.js';
import type { KeepText, KeptText } from '../incremental/kept-texts.js';

/** How answers are compared. */
export interface ComparisonTask {
  /** The texts of all reports, by slug, when they are needed. */
  readonly texts: () => Promise<ReadonlyMap<string, ReportTexts>>;
  readonly keepText: KeepText;
  readonly signal: AbortSignal;
}

/** Finds the similar answers of a cohort; of a question whose answers were compared before, again. */
export async function findSimilar(
  cohort: Cohort,
  { texts, keepText, signal }: ComparisonTask,
): Promise<readonly SimilarPair[]> {
  const given = cohort.members.map(({ outcome }) => outcome.summary.given);
  const comparison = once(async () => {
    const all = [...(await texts()).values()];
    return runInterruptibly(signal, () => openComparison([...new Set(all.flatMap((text) => text.given))]));
  });
  const found: SimilarPair[] = [];
  for (const compared of listCompared(cohort)) {
    const inputs = [compared.question, compared.answers.map(({ group, digests }) => [group, digests])];
    const kept = await keepText(['pairs', digestOf([given, inputs])], async () => {
      const compare = await comparison();
      const answers = readCompared(compared, await texts());
      return JSON.stringify(await runInterruptibly(signal, () => compare(answers)));
    });
    for (const pair of JSON.parse(await textOf(kept)) as readonly SimilarPair[]) found.push(pair);
  }
  return rankPairs(found);
}

async function textOf({ content }: KeptText): Promise<string> {
  const bytes = typeof content === 'function' ? await content() : content;
  return typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('utf8');
}
