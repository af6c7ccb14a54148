/**
 * The exit codes. A bug has the code that Node gives to an uncaught error, which is also the one of wrong input: for a
 * script both mean that the result cannot be used.
 */
export const exitStatus = { done: 0, wrongInput: 1, bug: 1, wrongUse: 2, interrupted: 130 } as const;
