/**
 * Number of equal words in sequence that does not repeat by chance; shorter runs are names, commands and set phrases.
 */
export const runLength = 20;

/** The factor of the hash: an odd number with bits all over. */
const factor = 0x9e3779b1;

/** `factor` to the power of `runLength`, modulo 2^32. */
const leaving = Array.from({ length: runLength }).reduce<number>((power) => Math.imul(power, factor), 1);

/**
 * Runs of words, by the first place where each stands. Their hashes are computed from one another (Karp and Rabin,
 * 1987): as strings, every word would be copied and hashed as often as a run is long.
 */
export class SeenRuns {
  private readonly numbers: Int32Array;
  private readonly firstByHash = new Map<number, number>();
  private hash = 0;

  /** @param words All words that runs are taken from */
  constructor(words: readonly string[]) {
    const known = new Map<string, number>();
    this.numbers = Int32Array.from(words, (word) => {
      const number = known.get(word) ?? known.size + 1;
      known.set(word, number);
      return number;
    });
  }

  /**
   * Adds the run that begins at a word, and returns where an equal one was added first.
   *
   * @param follows Whether the run at the word before was added last
   */
  add(at: number, follows: boolean): number | undefined {
    this.hash = follows ? this.rolled(at) : this.hashOf(at);
    // A run with the same hash and other words takes the next free one.
    for (let key = this.hash; ; key = (key + 1) | 0) {
      const first = this.firstByHash.get(key);
      if (first === undefined) {
        this.firstByHash.set(key, at);
        return undefined;
      }
      if (this.areEqual(first, at)) return first;
    }
  }

  private hashOf(at: number): number {
    let hash = 0;
    for (let index = at; index < at + runLength; index += 1) hash = (Math.imul(hash, factor) + this.number(index)) | 0;
    return hash;
  }

  private rolled(at: number): number {
    const removed = Math.imul(this.number(at - 1), leaving);
    return (Math.imul(this.hash, factor) + this.number(at + runLength - 1) - removed) | 0;
  }

  private areEqual(one: number, other: number): boolean {
    for (let index = 0; index < runLength; index += 1)
      if (this.number(one + index) !== this.number(other + index)) return false;
    return true;
  }

  private number(index: number): number {
    return this.numbers[index] ?? 0;
  }
}
