import type { QuestionKey } from './question-key.js';
import type { Span } from './span.js';

/** A formula of an answer, in TeX. */
export interface Formula {
  /** What stands between its delimiters. */
  readonly source: string;
  /** Whether it stands on lines of its own. */
  readonly display: boolean;
  readonly span: Span;
  /** The key of the question. */
  readonly question?: QuestionKey;
}
