/**
 * Words in a shingle. Four is what a light rewording leaves standing: with a word in four replaced at random, half of the
 * words are still in runs of four. Shorter ones are idioms: `in order to`.
 */
export const shingleWords = 4;

/**
 * Every run of `shingleWords` words as a number of thirty bits, by the place of its first word. Two different runs may
 * get one number, about once in twenty-five questions of sixty groups: a pair then has a seed too many, and nothing
 * else, since what is shown is compared word by word.
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
