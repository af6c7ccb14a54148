import { UndrawableError } from './undrawable.js';

/**
 * Characters that the library could take for syntax, where a label ends for instance. Labels have characters of the
 * private use area in their place while the library has them.
 */
const reserved = '"[](){}|<>&;\\`*~%#$/: ';

const firstCode = 0xe000;

/** Any character that a label cannot have while the library has it: of the private use area, and controls. */
const unusable = /[\p{Co}\p{Cc}]/u;

/** Tags of which only the content is shown. */
const inlineTag =
  /<\/?(?:b|strong|i|em|u|s|del|ins|sub|sup|small|big|code|kbd|mark|span|font|center)(?:\s[^<>]*)?\/?>/gi;

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/**
 * The text of a label as GitHub shows it, its lines separated by line breaks.
 *
 * @throws UndrawableError for HTML that is more than formatting, and for formulas
 */
export function labelText(written: string): string {
  const quoted = /^"(.*)"$/s.exec(written.trim())?.[1];
  const markdown = /^`(.*)`$/s.exec(quoted ?? '')?.[1]?.replace(/(\*\*?|__?)(\S(?:.*?\S)?)\1/g, '$2');
  const text = markdown ?? quoted ?? written.trim();
  const broken = text.replace(/<br\s*\/?>|\\n/gi, '\n').replace(inlineTag, '');
  if (/<\/?[a-z!][^<]*>/i.test(broken))
    throw new UndrawableError('A label has HTML in it that is more than formatting.');
  if (/\$\$.+\$\$/.test(broken)) throw new UndrawableError('A label has a formula in it.');
  const decoded = broken.replace(/[#&](?:([a-z]{2,4})|#?(\d{1,6}));/gi, (entity, name?: string, code?: string) =>
    name === undefined ? characterOf(Number(code)) : (named[name.toLowerCase()] ?? entity),
  );
  return decoded
    .split('\n')
    .map((line) => line.trim().replace(/\s+/g, ' '))
    .join('\n')
    .trim();
}

function characterOf(code: number): string {
  const isCharacter = code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : '\uFFFD';
}

/** A label as the library gets it; a no-break space when it is empty, since the library needs one. */
export function encodeLabel(text: string): string {
  return text === '' ? '\u00A0' : text.split('\n').map(encode).join('<br>').replaceAll(spaceCode, ' ');
}

/** The same for a name that may have no whitespace: those of classes and entities are their labels. */
export function encodeName(text: string): string {
  return encode(text.replaceAll('\n', ' '));
}

function encode(text: string): string {
  if (unusable.test(text)) throw new UndrawableError('A label has a character that no font shows.');
  return text.replace(/[^\p{L}\p{N}]/gu, (character) => {
    const index = reserved.indexOf(character);
    return index < 0 ? character : String.fromCharCode(firstCode + index);
  });
}

const spaceCode = String.fromCharCode(firstCode + reserved.indexOf(' '));

const codes = new RegExp(
  `[${String.fromCharCode(firstCode)}-${String.fromCharCode(firstCode + reserved.length - 1)}]`,
  'g',
);

/** Text with the characters that encoding replaced. */
export function decodeText(text: string): string {
  return text.replace(codes, (code) => reserved[code.charCodeAt(0) - firstCode] ?? '');
}
