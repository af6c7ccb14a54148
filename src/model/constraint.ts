import type { Span } from './span.js';

/**
 * How long an answer should be, or how many figures it should have; both ends included. An absent end is open. Of words and
 * characters, a question has one limit at most: Chinese counts characters (字).
 */
export interface Constraint {
  readonly kind: 'words' | 'characters' | 'figures';
  readonly min?: number;
  readonly max?: number;
  /** Who says so: the report's own prompt, the template where the report says otherwise or nothing, or the configuration. */
  readonly from: 'prompt' | 'template' | 'configuration';
  readonly span?: Span;
}
