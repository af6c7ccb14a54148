/**
 * Words in a shingle. Runs of four survive light rewording: with one word in four replaced at random, half of the words
 * are still in such runs. Shorter runs are idioms: `in order to`.
 */
export const shingleWords = 4;

/**
 * A 30-bit hash of every run of `shingleWords` words, by the index of its first word. A collision (about one in
 * twenty-five questions of sixty groups) costs a needless comparison and nothing else, since what is shown is compared
 * word by word.
 */
export function shinglesOf(ids: Int32Array): Int32Array {
  const count = Math.max(0, ids.length - shingleWords + 1);
  const shingles = new Int32Array(count);
  for (let at = 0; at < count; at += 1) {
    let hash = 0;
    for (let word = at; word < at + shingleWords; word += 1) hash = mix(hash ^ (ids[word] ?? 0));
    shingles[at] = hash & 0x3fffffff;
  }
  return shingles;
}

/** The finalizer of MurmurHash3 (Appleby), which spreads every bit over all, plus a constant so that zero moves as well. */
function mix(value: number): number {
  let hash = (value + 0x9e3779b9) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
