/** Room that a dot takes, from its neighbour's centre to its own. */
export const dotPitch = 10;

/**
 * Lifts dots that would cover others, as high as it needs: each stands on the lowest level where it touches none.
 *
 * @returns Levels from 0 up, in the order of the places; null when some dot would stand above the highest level.
 */
export function stackDots(places: readonly number[], levels: number): readonly number[] | null {
  const order = places.map((_, index) => index).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  /** The rightmost dot of each level: dots come from left to right. */
  const last: number[] = [];
  const result: number[] = new Array<number>(places.length).fill(0);
  for (const index of order) {
    const place = places[index] ?? 0;
    const free = last.findIndex((x) => place - x >= dotPitch);
    const level = free === -1 ? last.length : free;
    if (level >= levels) return null;
    last[level] = place;
    result[index] = level;
  }
  return result;
}
