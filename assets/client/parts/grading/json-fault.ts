/** What may come next: a value, the first of a list, a name, the first of an object, a colon, or what follows a value. */
type Expected = 'value' | 'item' | 'name' | 'member' | 'colon' | 'next';

/** The next token of RFC 8259, behind blanks: punctuation, a string, or any other value. */
const token =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: strings of JSON hold none
  /[ \t\r\n]*(?:([{}[\],:])|("[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\u0000-\u001f]*)*")|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-]))/y;

/** The line, from 1, on which a text that is no JSON stops being it; the last when something is missing at its end. */
export function lineOfFault(text: string): number {
  const open: string[] = [];
  let expected: Expected = 'value';
  token.lastIndex = 0;
  for (;;) {
    const at = token.lastIndex;
    const match = token.exec(text);
    const next: Expected | undefined = match ? after(expected, match[1] ?? (match[2] ? '"' : '0'), open) : undefined;
    if (!next) return text.slice(0, at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0)).split(/\r\n|\r|\n/).length;
    expected = next;
  }
}

/** What may come behind a token; undefined where it cannot stand. `open` holds the brackets that are to be closed. */
function after(expected: Expected, kind: string, open: string[]): Expected | undefined {
  if (kind === '}' || kind === ']') {
    const fits = expected === 'next' || expected === (kind === '}' ? 'member' : 'item');
    return fits && open.pop() === kind ? 'next' : undefined;
  }
  if (kind === ',')
    return expected === 'next' && open.length > 0 ? (open.at(-1) === '}' ? 'name' : 'value') : undefined;
  if (kind === ':') return expected === 'colon' ? 'value' : undefined;
  if (expected === 'name' || expected === 'member') return kind === '"' ? 'colon' : undefined;
  if (expected !== 'value' && expected !== 'item') return undefined;
  if (kind !== '{' && kind !== '[') return 'next';
  open.push(kind === '{' ? '}' : ']');
  return kind === '{' ? 'member' : 'item';
}
