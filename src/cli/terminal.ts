/** The capabilities of an output stream. */
export interface Terminal {
  readonly color: boolean;
  /** Whether lines can be overwritten. */
  readonly live: boolean;
  /** The width of a line, in characters. */
  readonly columns: number;
}

/** The properties of `tty.WriteStream` that are read. */
export interface StreamFacts {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/**
 * Detects the capabilities of a stream: no colour and no overwriting if it is not a terminal, with `CI` set, or with
 * `TERM=dumb`; no colour with `NO_COLOR` set.
 */
export function describeTerminal(stream: StreamFacts, env: NodeJS.ProcessEnv): Terminal {
  const live = stream.isTTY === true && !isSet(env.CI) && env.TERM !== 'dumb';
  return { live, color: live && !isSet(env.NO_COLOR), columns: stream.columns || 80 };
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}

// Control characters start escape sequences; the others break lines or change the direction of the text.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const unsafe = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Makes untrusted text safe to print on one line: control characters become visible, as `\x1b`. */
export function printable(text: string): string {
  return text.replace(unsafe, (letter) => {
    const code = letter.charCodeAt(0).toString(16);
    return code.length > 2 ? `\\u${code.padStart(4, '0')}` : `\\x${code.padStart(2, '0')}`;
  });
}

/** Does the same for text of several lines, and keeps the line breaks. */
export function printableLines(text: string): string {
  return text.replace(/[^\n]+/g, printable);
}
