import type { NumberLists } from './number-lists.js';
import type { PreparedAnswer } from './prepare-answer.js';

/**
 * Share of the answers to a question above which a shingle is common and no longer a seed. In the reports of one course
 * `pip install -r requirements` and `both linting and formatting` each occurred in five of thirteen answers; copied
 * prose occurred in fewer.
 */
const commonShare = 0.2;

/** A shingle in at most this many answers is a seed however few groups there are. */
const commonAtLeast = 4;

/** A shingle in more answers than this is common however many groups there are. The bound keeps the number of pairs linear. */
const commonAtMost = 20;

/** Shingles that some answers share, that are not common, and that were not given. */
export interface SharedShingles {
  /** Ascending. */
  readonly shingles: readonly number[];
  /** For each of them, the indexes of the answers that contain it, ascending. */
  readonly holders: NumberLists;
}

/** Finds the shingles that may be seeds. */
export function findShared(answers: readonly PreparedAnswer[], given: ReadonlySet<number>): SharedShingles {
  const written = answers.filter(({ shingles }) => shingles.length > 0).length;
  const limit = Math.min(commonAtMost, Math.max(commonAtLeast, Math.floor(written * commonShare)));
  const occurrences = sortedOccurrences(answers);
  const shingles: number[] = [];
  const starts = [0];
  const places = new Int32Array(occurrences.length);
  let end = 0;
  for (let at = 0; at < occurrences.length; ) {
    const start = end;
    const shingle = Math.floor((occurrences[at] ?? 0) / answers.length);
    for (const next = (shingle + 1) * answers.length; ; at += 1) {
      const occurrence = occurrences[at] ?? next;
      if (occurrence >= next) break;
      const place = occurrence - shingle * answers.length;
      if (end > start && places[end - 1] === place) continue;
      places[end] = place;
      end += 1;
    }
    if (end - start < 2 || end - start > limit || given.has(shingle)) end = start;
    else {
      shingles.push(shingle);
      starts.push(end);
    }
  }
  return { shingles, holders: { starts: Uint32Array.from(starts), values: places.slice(0, end) } };
}

/**
 * Every occurrence of a shingle in an answer, as `shingle * number of answers + index of the answer`, ascending: exact
 * for fewer than 2²³ answers, because a shingle has 30 bits. Most shingles are in one answer alone, and a map with a list
 * for each would take several times the memory of one array.
 */
function sortedOccurrences(answers: readonly PreparedAnswer[]): Float64Array {
  const occurrences = new Float64Array(answers.reduce((sum, { shingles }) => sum + shingles.length, 0));
  let at = 0;
  for (const [place, { shingles }] of answers.entries())
    for (const shingle of shingles) {
      occurrences[at] = shingle * answers.length + place;
      at += 1;
    }
  return occurrences.sort();
}
