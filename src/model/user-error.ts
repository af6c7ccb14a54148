/**
 * Wrong use: flags, configuration or environment. Printed without a stack trace, exit code 2. A problem in a report is
 * a `Diagnostic`; every other error is a bug.
 */
export class UserError extends Error {
  /** What to do about it, a sentence. */
  readonly advice?: string;

  constructor(message: string, advice?: string) {
    super(message);
    this.name = 'UserError';
    if (advice !== undefined) this.advice = advice;
  }
}
