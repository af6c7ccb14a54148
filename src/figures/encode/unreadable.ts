/** Why a picture cannot be shown. Failures of figures are values, never thrown. */
export interface Unreadable {
  readonly failure: 'unreadable';
  /** One sentence for the student: what is wrong and what to do. Never a path of this machine, never library jargon. */
  readonly reason: string;
}

/** An {@link Unreadable} with this reason. */
export function unreadable(reason: string): Unreadable {
  return { failure: 'unreadable', reason };
}

/** Whether a result is a failure. */
export function isUnreadable(result: object): result is Unreadable {
  return 'failure' in result && result.failure === 'unreadable';
}
