import type { QuestionKey } from './question-key.js';
import type { Span } from './span.js';

/** An `error` makes `report check` fail, a `warn` does not. */
export type Severity = 'error' | 'warn';

/** Every rule with its default severity. */
export const defaultSeverities = {
  'answer-missing': 'error',
  'answer-placeholder': 'warn',
  'answer-too-short': 'warn',
  'answer-too-long': 'warn',
  'figure-count': 'error',
  'figure-missing-file': 'error',
  'figure-unreadable': 'error',
  'figure-outside-report': 'error',
  'figure-path': 'warn',
  'figure-remote': 'warn',
  'figure-linked': 'warn',
  'figure-alt': 'warn',
  'figure-undrawn': 'warn',
  'question-missing': 'error',
  'question-duplicate': 'error',
  'question-unknown': 'error',
  'prompt-changed': 'warn',
  'checklist-changed': 'warn',
  'text-todo': 'warn',
  'text-repeated': 'warn',
  'html-removed': 'warn',
  'fence-unclosed': 'warn',
  'list-indented': 'warn',
  'link-broken': 'warn',
  'formula-unreadable': 'warn',
  'report-too-large': 'error',
  'record-damaged': 'warn',
} as const satisfies Record<string, Severity>;

/** The name of a check, as it stands in configuration files and messages. */
export type RuleName = keyof typeof defaultSeverities;

/** What a rule found, before the configuration assigns a severity. */
export interface Finding {
  readonly rule: RuleName;
  /** One sentence: what is wrong, and what to do. */
  readonly message: string;
  readonly span: Span;
  /** The key of the question that it belongs to. */
  readonly question?: QuestionKey;
  /** What to write instead, where that is known. */
  readonly suggestion?: string;
}

/** A problem in a report: a value that is collected and shown, never thrown. */
export interface Diagnostic extends Finding {
  readonly severity: Severity;
  /** The group whose report it is in. */
  readonly slug: string;
}
