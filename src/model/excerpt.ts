import type { Position } from './span.js';

/** Markdown taken from a report, with the source position of each of its lines. */
export interface Excerpt {
  /** Lines joined by `\n`; no `\n` at the end. */
  readonly markdown: string;
  /** For each line of `markdown`, the source position of its first character. */
  readonly origin: readonly Position[];
}
