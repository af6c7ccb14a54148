/** Thrown for a diagram that cannot be drawn as GitHub draws it. The message says why, as a sentence. */
export class UndrawableError extends Error {}

/** For a statement that is not understood, or that the drawing would leave something out of. */
export function notUnderstood(statement: string): UndrawableError {
  const text = statement.length > 60 ? `${statement.slice(0, 60)}…` : statement;
  return new UndrawableError(`“${text}” is beyond what can be drawn.`);
}
