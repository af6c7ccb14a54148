import type { Span } from './span.js';

/** How many words or figures an answer should have, both bounds included. A missing bound is unlimited. */
export interface Constraint {
  readonly kind: 'words' | 'figures';
  readonly min?: number;
  readonly max?: number;
  /**
   * Where it comes from: the report's own prompt, the template where the report states something else or nothing, or
   * the configuration.
   */
  readonly from: 'prompt' | 'template' | 'configuration';
  readonly span?: Span;
}
