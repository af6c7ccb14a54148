import type { Prose } from './prose.js';

/** A prompt as it is written. */
export interface WrittenPrompt {
  /** Without its quotation marks. */
  readonly markdown: string;
  /** What it holds but for its words; absent in a document with link definitions, on which that may depend. */
  readonly prose?: Prose;
}
