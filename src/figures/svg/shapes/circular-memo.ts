/**
 * Memoizes functions that call each other recursively on data that may be circular. Some are cut there: while such a result
 * is being computed, it counts as nothing. Results that depend on such a cut are not memoized, because they may be larger when
 * computed from elsewhere.
 */
export class CircularMemo {
  private depth = 0;
  /** Depth of the outermost unfinished computation that was cut since the current one began. */
  private outermost = Number.POSITIVE_INFINITY;

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
  remembered<Key, Result extends NonNullable<unknown>>(
    compute: (key: Key) => Result,
    work: (key: Key) => number,
  ): (key: Key) => Result {
    const finished = new Map<Key, Result>();
    return (key) => {
      const known = finished.get(key);
      if (known !== undefined) return known;
      const { depth, outermost } = this;
      this.depth = depth + 1;
      this.outermost = Number.POSITIVE_INFINITY;
      const result = compute(key);
      this.depth = depth;
      if (this.outermost >= depth) {
        finished.set(key, result);
        this.outermost = outermost;
      } else {
        this.remaining -= 1 + work(key);
        if (this.remaining < 0) throw this.exhausted();
        this.outermost = Math.min(outermost, this.outermost);
      }
      return result;
    };
  }

  /** Memoizes a function that returns `nothing` when it is called for a key that is being computed. */
  cut<Key, Result extends NonNullable<unknown>>(
    nothing: Result,
    compute: (key: Key) => Result,
    work: (key: Key) => number,
  ): (key: Key) => Result {
    const unfinished = new Map<Key, number>();
    const remembered = this.remembered((key: Key) => {
      unfinished.set(key, this.depth - 1);
      const result = compute(key);
      unfinished.delete(key);
      return result;
    }, work);
    return (key) => {
      const began = unfinished.get(key);
      if (began === undefined) return remembered(key);
      this.outermost = Math.min(this.outermost, began);
      return nothing;
    };
  }
}
