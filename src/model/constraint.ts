import type { Span } from './span.js';

/** How many words or figures an answer should have, both ends included. An absent end is open. */
export interface Constraint {
  readonly kind: 'words' | 'figures';
  readonly min?: number;
  readonly max?: number;
  /** Who says so: the report's own prompt, the template where the report says otherwise or nothing, or the configuration. */
  readonly from: 'prompt' | 'template' | 'configuration';
  readonly span?: Span;
}
