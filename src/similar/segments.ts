import type { Segment } from './types.js';
import type { Words } from './words.js';

/**
 * Cuts a text at the boundaries of passages. `passageOf` holds the number of each word's passage, 0 for none.
 * The segments joined are the text.
 */
export function cutSegments(text: string, words: Words, passageOf: Uint32Array): readonly Segment[] {
  const segments: Segment[] = [];
  let done = 0;
  const cutUntil = (end: number, shared: number | null): void => {
    if (end > done) segments.push({ text: text.slice(done, end), shared });
    done = end;
  };
  for (let at = 0; at < passageOf.length; at += 1) {
    const passage = passageOf[at];
    if (!passage) continue;
    cutUntil(words.starts[at] ?? done, null);
    while (passageOf[at + 1] === passage) at += 1;
    cutUntil(words.ends[at] ?? done, passage);
  }
  cutUntil(text.length, null);
  return segments;
}
