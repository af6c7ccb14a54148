/**
 * Memoizes functions that call each other recursively on data that may be circular. Some are cut there: while such a result
 * is being computed, it counts as nothing. Results that depend on such a cut are not memoized, because they may be larger when
 * computed from elsewhere.
 */
export class CircularMemo {
  private depth = 0;
  /** Depth of the outermost unfinished computation that was cut since the current one began. */
  private outermostCut = Number.POSITIVE_INFINITY;

  /**
   * @param remaining Limit on the work for results that are not memoized.
   * @param exhausted Gives what is thrown instead of one more.
   */
  constructor(
    private remaining: number,
    private readonly exhausted: () => Error,
  ) {}

  /**
   * Memoizes a function.
   *
   * @param work Cost of one call without the memoized functions that it calls.
   */
  memoize<Key, Result extends NonNullable<unknown>>(
    compute: (key: Key) => Result,
    work: (key: Key) => number,
  ): (key: Key) => Result {
    const finished = new Map<Key, Result>();
    return (key) => {
      const known = finished.get(key);
      if (known !== undefined) return known;
      const { depth, outermostCut } = this;
      this.depth = depth + 1;
      this.outermostCut = Number.POSITIVE_INFINITY;
      const result = compute(key);
      this.depth = depth;
      if (this.outermostCut >= depth) {
        finished.set(key, result);
        this.outermostCut = outermostCut;
      } else {
        this.remaining -= 1 + work(key);
        if (this.remaining < 0) throw this.exhausted();
        this.outermostCut = Math.min(outermostCut, this.outermostCut);
      }
      return result;
    };
  }

  /** Memoizes a function that returns `nothing` when it is called for a key that is being computed. */
  memoizeCyclic<Key, Result extends NonNullable<unknown>>(
    nothing: Result,
    compute: (key: Key) => Result,
    work: (key: Key) => number,
  ): (key: Key) => Result {
    const unfinished = new Map<Key, number>();
    const memoized = this.memoize((key: Key) => {
      unfinished.set(key, this.depth - 1);
      const result = compute(key);
      unfinished.delete(key);
      return result;
    }, work);
    return (key) => {
      const began = unfinished.get(key);
      if (began === undefined) return memoized(key);
      this.outermostCut = Math.min(this.outermostCut, began);
      return nothing;
    };
  }
}
