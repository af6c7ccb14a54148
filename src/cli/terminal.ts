/** What a stream can show. */
export interface Terminal {
  readonly color: boolean;
  /** A line may be drawn and drawn over. */
  readonly live: boolean;
  /** Letters in a line. */
  readonly columns: number;
}

/** What is asked of a stream: a part of `tty.WriteStream`. */
export interface StreamFacts {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/**
 * Decides what a stream can show: no colour and no drawn line where it is not a terminal, or under `CI`; no colour
 * under `NO_COLOR`; neither on a terminal that calls itself dumb.
 */
export function describeTerminal(stream: StreamFacts, env: NodeJS.ProcessEnv): Terminal {
  const live = stream.isTTY === true && !isSet(env.CI) && env.TERM !== 'dumb';
  return { live, color: live && !isSet(env.NO_COLOR), columns: stream.columns || 80 };
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}

// Control characters steer a terminal; the others break lines or turn the direction of what is shown.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const unsafe = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Text from outside as one line that cannot steer the terminal: `\x1b` is shown, not sent. */
export function printable(text: string): string {
  return text.replace(unsafe, (letter) => {
    const code = letter.charCodeAt(0).toString(16);
    return code.length > 2 ? `\\u${code.padStart(4, '0')}` : `\\x${code.padStart(2, '0')}`;
  });
}

/** The same for text of several lines: the breaks between them stay. */
export function printableLines(text: string): string {
  return text.replace(/[^\n]+/g, printable);
}
