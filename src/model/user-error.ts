/**
 * Wrong use: flags, configuration or machine. Printed without a stack, and the run ends with exit status 2.
 * What is wrong in a report is a `Diagnostic`; every other error is a bug.
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
