import type { SeededAnswer } from './candidates.js';
import { type Run, sharedRuns } from './runs.js';
import { shingleWords } from './shingles.js';

/**
 * Fewest words that count in a passage. In real answers of five groups and of thirteen to one question the longest
 * that two shared without a copy was nine, and every further word halved their number; at fifteen that leaves two or
 * three chance pairs among the fifty thousand of sixty groups, at twelve twenty.
 */
export const passageWords = 15;

/** Least share of a passage that both answers have: what is left when one word in eight is replaced, with a margin. */
const leastShared = 0.7;

/** Most words between two runs of a passage: an inserted clause. */
const widestGap = 8;

/** Number of most recent passages that a run may be added to. */
const openPassages = 8;

/** A stretch of either answer that is mostly the same words: runs with gaps between them, in any order in the second. */
export interface Passage {
  readonly runs: readonly Run[];
  /** Shared words that count. */
  readonly words: number;
}

/** What some runs cover: `start` and `end` (exclusive) by the place of words, and how many words they are. */
interface Span {
  readonly shared: number;
  readonly first: { readonly start: number; readonly end: number };
  readonly second: { readonly start: number; readonly end: number };
}

/** Finds the passages that two answers share, by their place in the first. */
export function findPassages(first: SeededAnswer, second: SeededAnswer): readonly Passage[] {
  const stretches: { readonly runs: Run[]; span: Span }[] = [];
  for (const run of sharedRuns(first, second)) {
    const open = stretches.slice(-openPassages);
    const near = nearest(open, run);
    const stretch = near && open[near.at];
    if (!stretch) stretches.push({ runs: [run], span: spanOf(run) });
    else {
      stretch.runs.push(run);
      stretch.span = near.joined;
    }
  }
  return stretches
    .map(({ runs }) => ({ runs, words: runs.reduce((sum, run) => sum + wordsThatCount(run, first, second), 0) }))
    .filter(({ words }) => words >= passageWords);
}

/** Which of the stretches a run belongs to, by the least gap between them; undefined for a run that stands alone. */
function nearest(
  stretches: readonly { readonly span: Span }[],
  run: Run,
): { readonly at: number; readonly joined: Span } | undefined {
  let best: { readonly at: number; readonly joined: Span; readonly gap: number } | undefined;
  for (const [at, { span }] of stretches.entries()) {
    const gap = gapBetween(span, run);
    // A run may not lie farther off than it is long, or every idiom nearby would be drawn in.
    const widest = Math.min(widestGap, run.length, span.shared);
    if (gap > widest || (best && gap >= best.gap)) continue;
    const joined = join(span, spanOf(run));
    const longest = Math.max(joined.first.end - joined.first.start, joined.second.end - joined.second.start);
    if (joined.shared >= leastShared * longest) best = { at, joined, gap };
  }
  return best;
}

function spanOf(run: Run): Span {
  return {
    shared: run.length,
    first: { start: run.first, end: run.first + run.length },
    second: { start: run.second, end: run.second + run.length },
  };
}

function join(a: Span, b: Span): Span {
  const cover = (side: 'first' | 'second') => ({
    start: Math.min(a[side].start, b[side].start),
    end: Math.max(a[side].end, b[side].end),
  });
  return { shared: a.shared + b.shared, first: cover('first'), second: cover('second') };
}

/** Words between a span and a run that comes after it in the first answer, and anywhere in the second. */
function gapBetween({ first, second }: Span, run: Run): number {
  return Math.max(run.first - first.end, run.second - second.end, second.start - run.second - run.length);
}

/** Words of a run that count in both answers and are in no shingle that everybody has; none in a run without shingles. */
function wordsThatCount(run: Run, first: SeededAnswer, second: SeededAnswer): number {
  const counted = new Uint8Array(run.length).fill(run.length < shingleWords ? 0 : 1);
  for (let at = 0; at + shingleWords <= run.length; at += 1) {
    const shingle = first.answer.shingles[run.first + at];
    if (shingle === undefined || !first.seeds.has(shingle)) counted.fill(0, at, at + shingleWords);
  }
  return counted.reduce(
    (sum, own, at) => sum + (own && first.counted[run.first + at] && second.counted[run.second + at] ? 1 : 0),
    0,
  );
}
