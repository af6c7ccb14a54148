/**
 * Puts the answers to a question in an order that tells nothing of whose they are. Each is given a number by its group,
 * the question and the seed: FNV-1a (32 bits) over their characters, stirred by the finalizer of MurmurHash3. The answers
 * are sorted by that number.
 *
 * The order depends on nothing else, so one seed gives all graders one order; and a group that comes late changes
 * nothing in the order of the others, as it would in a shuffle by a sequence of random numbers.
 */
export function shuffle(slugs: readonly string[], question: string, seed: string): readonly string[] {
  return slugs
    .map((slug) => ({ slug, rank: hash(`${seed}\n${question}\n${slug}`) }))
    .sort((a, b) => a.rank - b.rank || (a.slug < b.slug ? -1 : 1))
    .map(({ slug }) => slug);
}

/** Both are published and in the public domain: Fowler, Noll, Vo; Appleby. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}
