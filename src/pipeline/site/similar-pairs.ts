import type { Cohort } from '../../cohort/cohort.js';
import { type ComparedAnswers, listCompared, textOfAnswer } from '../../cohort/compared-answers.js';
import { maxShownPairs } from '../../cohort/pages/similar-page.js';
import { digestOf } from '../../cohort/short-hash.js';
import { once } from '../../model/once.js';
import { runInterruptibly } from '../../process/interrupts.js';
import { collectPairs, condensePairs, type PairsOfQuestion, type SimilarPairs } from '../../similar/collect-pairs.js';
import { openComparison } from '../../similar/find-similar-answers.js';
import type { GroupAnswer } from '../../similar/types.js';
import { bytesOf } from '../../site/plan.js';
import type { KeptTexts } from '../incremental/kept-texts.js';

/** How answers are compared. */
export interface ComparisonTask {
  readonly keptTexts: KeptTexts;
  readonly signal: AbortSignal;
}

/** Finds the similar answers of a cohort; of a question whose answers were compared before, again. */
export async function findSimilar(cohort: Cohort, { keptTexts, signal }: ComparisonTask): Promise<SimilarPairs> {
  const given = givenFacts(cohort);
  const comparison = once(async () => {
    const texts = new Set<string>();
    for (const { outcome } of cohort.members) for (const text of (await outcome.content.texts()).given) texts.add(text);
    return runInterruptibly(signal, () => openComparison([...texts]));
  });
  const found = collectPairs(maxShownPairs);
  for (const batch of inBatches(listCompared(cohort))) {
    const read = once(() => readAnswers(batch, cohort));
    for (const [index, compared] of batch.entries()) {
      const kept = await keptTexts.keep(pairsFacts(compared, cohort, given), async () => {
        const compare = await comparison();
        const answers = (await read())[index] ?? [];
        return runInterruptibly(signal, () =>
          Buffer.from(JSON.stringify(condensePairs(compared.question, compare(answers), maxShownPairs))),
        );
      });
      found.add(JSON.parse(Buffer.from(await bytesOf(kept)).toString('utf8')) as PairsOfQuestion);
    }
  }
  return found.collect();
}

/** Bytes of answers that are in memory at once. */
const batchBytes = 16_000_000;

/** Groups questions: the texts of all answers would be too much of a large cohort, and a report's are read together. */
function inBatches(questions: readonly ComparedAnswers[]): readonly (readonly ComparedAnswers[])[] {
  const batches: ComparedAnswers[][] = [];
  let room = 0;
  for (const compared of questions) {
    const last = batches.at(-1);
    if (last && compared.bytes <= room) last.push(compared);
    else {
      batches.push([compared]);
      room = batchBytes;
    }
    room -= compared.bytes;
  }
  return batches;
}

/** The answers to some questions with their texts. */
async function readAnswers(
  questions: readonly ComparedAnswers[],
  { members }: Cohort,
): Promise<readonly (readonly GroupAnswer[])[]> {
  const read = questions.map((): GroupAnswer[] => []);
  for (const [group, { outcome }] of members.entries()) {
    const answers = questions.map(({ of }) => of(group));
    if (answers.every((answer) => answer === undefined)) continue;
    const texts = await outcome.content.texts();
    for (const [index, { question }] of questions.entries()) {
      const answer = answers[index];
      if (answer) read[index]?.push({ group, question, text: textOfAnswer(answer, texts) });
    }
  }
  return read;
}

/** Keeps the pairs of answers that were found before, where the page that shows them need not be made. */
export function keepSimilar(cohort: Cohort, keptTexts: KeptTexts): void {
  const given = givenFacts(cohort);
  for (const compared of listCompared(cohort)) keptTexts.use(pairsFacts(compared, cohort, given));
}

/** What the pairs among the answers to one question depend on. */
function pairsFacts({ question, of }: ComparedAnswers, { members }: Cohort, given: string): unknown {
  const answers = members.flatMap((_, group) => {
    const answer = of(group);
    return answer ? [[group, answer.digests]] : [];
  });
  return ['pairs', given, digestOf([question, answers])];
}

function givenFacts({ members }: Cohort): string {
  return digestOf(members.map(({ outcome }) => outcome.summary.given));
}
