/**
 * The first of the ids by descending score; of equal scores, in their own order. For the few results that are shown of
 * thousands, much faster than sorting all.
 */
export function firstByScore(ids: readonly number[], scores: Float64Array, count: number): readonly number[] {
  const first: number[] = [];
  for (const id of ids) {
    const score = scores[id] ?? 0;
    if (first.length === count && score <= (scores[first[count - 1] ?? 0] ?? 0)) continue;
    let place = first.length;
    while (place > 0 && score > (scores[first[place - 1] ?? 0] ?? 0)) place -= 1;
    first.splice(place, 0, id);
    if (first.length > count) first.pop();
  }
  return first;
}

/** All of the ids, in the same order. */
export function allByScore(ids: readonly number[], scores: Float64Array): readonly number[] {
  return [...ids].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
}
