import type { Place } from './span.js';

/** Markdown cut out of a report, with the place each of its lines came from. */
export interface Excerpt {
  /** Lines joined by `\n`; no `\n` at the end. */
  readonly markdown: string;
  /** For each line of `markdown`, where its first character stands in the source. */
  readonly origin: readonly Place[];
}
