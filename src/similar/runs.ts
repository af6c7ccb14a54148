import type { SeededAnswer } from './candidates.js';
import { shingleWords } from './shingles.js';

/** Words that go on behind a replaced one, at least: a single one is shared by chance. */
const wordsBehindReplaced = 2;

/** Words that stand in both answers in the same order, by the place of the first of them in either. */
export interface Run {
  readonly first: number;
  readonly second: number;
  readonly length: number;
}

/** Which words of either answer are in a run already. */
interface Taken {
  readonly first: Uint8Array;
  readonly second: Uint8Array;
}

/**
 * Covers two answers with the runs that they share, the longest first, so that no word is in two of them: greedy string
 * tiling (Wise, "String similarity via greedy string tiling and Running Karp-Rabin matching", 1993), with the seeds for
 * the search. A run is at least a shingle long and holds a seed, or it goes on behind one replaced word next to such a
 * run. Sorted by their place in the first answer.
 */
export function sharedRuns(first: SeededAnswer, second: SeededAnswer): readonly Run[] {
  const longestFirst = [...findRuns(first, second)].sort(
    (a, b) => b.length - a.length || a.first - b.first || a.second - b.second,
  );
  const a = first.answer.words.ids;
  const b = second.answer.words.ids;
  const taken: Taken = { first: new Uint8Array(a.length), second: new Uint8Array(b.length) };
  const runs = longestFirst.flatMap((run) => freeParts(run, taken).map((part) => take(part, taken)));
  const isShared = (at: number, shift: number): boolean =>
    a[at] !== undefined && a[at] === b[at + shift] && !taken.first[at] && !taken.second[at + shift];
  const more = runs.flatMap((run) =>
    [...goOn(run, 1, isShared), ...goOn(run, -1, isShared)].map((part) => take(part, taken)),
  );
  return [...runs, ...more].sort((one, other) => one.first - other.first);
}

function take(run: Run, taken: Taken): Run {
  taken.first.fill(1, run.first, run.first + run.length);
  taken.second.fill(1, run.second, run.second + run.length);
  return run;
}

/** The runs that follow behind one replaced word each, forwards (1) or backwards (-1). */
function goOn(run: Run, step: 1 | -1, isShared: (at: number, shift: number) => boolean): readonly Run[] {
  const shift = run.second - run.first;
  const parts: Run[] = [];
  let edge = step === 1 ? run.first + run.length : run.first - 1;
  for (;;) {
    const start = edge + step;
    let end = start;
    while (isShared(end, shift)) end += step;
    const length = Math.abs(end - start);
    if (length < wordsBehindReplaced) return parts;
    const at = Math.min(start, end + 1);
    parts.push({ first: at, second: at + shift, length });
    edge = end;
  }
}

/** Every longest run around a seed. Along one diagonal no word is looked at twice. */
function* findRuns(first: SeededAnswer, second: SeededAnswer): Iterable<Run> {
  const a = first.answer.words.ids;
  const b = second.answer.words.ids;
  const doneUntil = new Map<number, number>();
  for (const [at, shingle] of first.answer.shingles.entries()) {
    if (!first.seeds.has(shingle)) continue;
    for (const other of second.seeds.get(shingle) ?? []) {
      const shift = other - at;
      const done = doneUntil.get(shift) ?? 0;
      if (at < done) continue;
      let start = at;
      while (start > done && start + shift > 0 && a[start - 1] === b[start - 1 + shift]) start -= 1;
      let end = at;
      while (end < a.length && end + shift < b.length && a[end] === b[end + shift]) end += 1;
      doneUntil.set(shift, Math.max(end, at + 1));
      if (end - start >= shingleWords) yield { first: start, second: start + shift, length: end - start };
    }
  }
}

/** What longer runs have left of a run, where it is still a shingle long. */
function freeParts(run: Run, taken: Taken): readonly Run[] {
  const parts: Run[] = [];
  let start = 0;
  for (let at = 0; at <= run.length; at += 1) {
    const isFree = at < run.length && !taken.first[run.first + at] && !taken.second[run.second + at];
    if (isFree) continue;
    if (at - start >= shingleWords)
      parts.push({ first: run.first + start, second: run.second + start, length: at - start });
    start = at + 1;
  }
  return parts;
}
