import type { Span } from './span.js';

/**
 * How long an answer should be or how many figures it should have, both bounds included. A missing bound is unlimited. A
 * question has a limit on words or on characters, never both: Chinese counts characters (字).
 */
export interface Constraint {
  readonly kind: 'words' | 'characters' | 'figures';
  readonly min?: number;
  readonly max?: number;
  /**
   * Where it comes from: the report's own prompt, the template where the report states something else or nothing, or
   * the configuration.
   */
  readonly from: 'prompt' | 'template' | 'configuration';
  readonly span?: Span;
}
