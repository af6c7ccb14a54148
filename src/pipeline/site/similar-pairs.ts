import type { Cohort } from '../../cohort/cohort.js';
import { type ComparedAnswers, listCompared, readCompared } from '../../cohort/compared-answers.js';
import { digestOf } from '../../cohort/short-hash.js';
import type { ReportTexts } from '../../cohort/summary.js';
import { once } from '../../model/once.js';
import { runInterruptibly } from '../../process/interrupts.js';
import { openComparison, rankPairs } from '../../similar/find-similar-answers.js';
import type { SimilarPair } from '../../similar/types.js';
import type { KeptText, KeptTexts } from '../incremental/kept-texts.js';

/** How answers are compared. */
export interface ComparisonTask {
  /** The texts of all reports, by slug, when they are needed. */
  readonly texts: () => Promise<ReadonlyMap<string, ReportTexts>>;
  readonly keptTexts: KeptTexts;
  readonly signal: AbortSignal;
}

/** Finds the similar answers of a cohort; of a question whose answers were compared before, again. */
export async function findSimilar(
  cohort: Cohort,
  { texts, keptTexts, signal }: ComparisonTask,
): Promise<readonly SimilarPair[]> {
  const given = givenFacts(cohort);
  const comparison = once(async () => {
    const all = [...(await texts()).values()];
    return runInterruptibly(signal, () => openComparison([...new Set(all.flatMap((text) => text.given))]));
  });
  const found: SimilarPair[] = [];
  for (const compared of listCompared(cohort)) {
    const kept = await keptTexts.keep(pairsFacts(compared, given), async () => {
      const compare = await comparison();
      const answers = readCompared(compared, await texts());
      return JSON.stringify(await runInterruptibly(signal, () => compare(answers)));
    });
    for (const pair of JSON.parse(await textOf(kept)) as readonly SimilarPair[]) found.push(pair);
  }
  return rankPairs(found);
}

/** Keeps the pairs of answers that were found before, where the page that shows them need not be made. */
export function keepSimilar(cohort: Cohort, keptTexts: KeptTexts): void {
  const given = givenFacts(cohort);
  for (const compared of listCompared(cohort)) keptTexts.use(pairsFacts(compared, given));
}

/** What the pairs among the answers to one question depend on. */
function pairsFacts({ question, answers }: ComparedAnswers, given: string): unknown {
  return ['pairs', given, digestOf([question, answers.map(({ group, digests }) => [group, digests])])];
}

function givenFacts({ members }: Cohort): string {
  return digestOf(members.map(({ outcome }) => outcome.summary.given));
}

async function textOf({ content }: KeptText): Promise<string> {
  const bytes = typeof content === 'function' ? await content() : content;
  return typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('utf8');
}
