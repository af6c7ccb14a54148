/** Says in a clause why the TeX parser refused a formula; its own messages are for programmers. */
export function describeParseError(error: unknown): string {
  if (error instanceof RangeError) return 'it is nested too deeply';
  // The library's errors are no instances of `Error`.
  const message = String((error as { readonly message?: unknown }).message).trim();
  const [, unknown] = /^Unsupported function name: (\\\S+)/.exec(message) ?? [];
  if (unknown !== undefined) return `the command “${unknown}” is unknown`;
  const [, untrusted] = /^Function "(\\\S+)" is not trusted/.exec(message) ?? [];
  if (untrusted !== undefined) return `the command “${untrusted}” is not allowed`;
  // The library fails on some that are not complete.
  if (error instanceof TypeError) return 'something is missing in it';
  const [, missing] = /^Unexpected end of input in a macro argument, expected '(.+?)'/.exec(message) ?? [];
  if (missing !== undefined) return `“${missing}” is missing at its end`;
  const [, expected = '', got = ''] = /^Expected '(.+?)', got '(.+?)' at/.exec(message) ?? [];
  if (got === 'EOF') return `“${expected}” is missing at its end`;
  if (expected === 'EOF') return `“${got}” has no place where it stands`;
  if (expected !== '') return `“${expected}” is missing before “${got}”`;
  if (/^Too many expansions/.test(message)) return 'it is too long';
  const [, environment] = /^No such environment: (\S+)/.exec(message) ?? [];
  if (environment !== undefined) return `the environment “${environment}” is unknown`;
  return `TeX says “${message.replace(/ at (?:end of input|position \d+):[\s\S]*$/, '').trim()}”`;
}
