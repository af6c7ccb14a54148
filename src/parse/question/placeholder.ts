import type { SourceLine } from '../document/source.js';
import { blocksOf, codeLines, excerptParser } from '../parsers.js';

/**
 * The template's text in the place of an answer: `--- question 7 fill here ---`, with or without backticks and with any
 * number (the line is often copied from another question).
 */
const placeholder =
  /-{2,9}\s{0,9}(?:\p{L}{1,30}\s{0,9})?\d{0,4}\s{0,9}(?:fill|Fill|FILL)(?:\s{1,9}(?:in|In|IN))?\s{1,9}(?:here|Here|HERE)\s{0,9}-{2,9}/u;
const inBackticks = new RegExp(`^\\s*(\`+)\\s*${placeholder.source}\\s*\\1`, 'u');

/** Whether a text contains the usual placeholder. */
export function containsPlaceholder(text: string): boolean {
  return placeholder.test(text);
}

/** Position of a placeholder; all numbers 0-based. */
export interface PlaceholderMatch {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** The lines of an answer without placeholders, and where those were. */
export interface WithoutPlaceholder {
  readonly lines: readonly SourceLine[];
  /** In the order of the source. */
  readonly found: readonly PlaceholderMatch[];
}

/**
 * Removes placeholders from an answer's lines.
 *
 * A placeholder in backticks counts only at the start of a line: anywhere else somebody is writing about it. Inside a
 * fenced block it is code, unless the block has no other content.
 *
 * @param own The template's text in the place of this answer, for templates with other placeholders.
 */
export function removePlaceholder(lines: readonly SourceLine[], own = ''): WithoutPlaceholder {
  const text = lines.map((line) => line.text).join('\n');
  const ownText = own.trim();
  const containsOwn = ownText !== '' && text.includes(ownText);
  const first = lines.find((line) => line.text.trim() !== '');
  if (first && ownText !== '' && isSameText(text, ownText)) {
    return { lines: [], found: [{ line: first.line, column: first.column, length: first.text.length }] };
  }
  if (!containsOwn && !placeholder.test(text)) return { lines, found: [] };
  const fences = lines.filter((line) => isFence(line.text)).length;
  const onlyFence =
    fences === 2 && lines.every(({ text }) => text.trim() === '' || isFence(text) || isPlaceholder(text));
  const fenced = new Set(/```|~~~/.test(text) ? codeLines(blocksOf(text, excerptParser), ['fence']) : []);
  const found: PlaceholderMatch[] = [];
  const kept = lines.flatMap((line, index) => {
    if (fenced.has(index) && !onlyFence) return [line];
    if (containsOwn && line.text.trim() === ownText) {
      found.push({ line: line.line, column: line.column, length: line.text.length });
      return [];
    }
    const rest = removeAll(line, found);
    return onlyFence ? [] : rest;
  });
  return { lines: found.length > 0 ? kept : lines, found };
}

/** Whether two texts differ in whitespace only. `b` must be trimmed. */
function isSameText(a: string, b: string): boolean {
  const [word = ''] = b.split(/\s/, 1);
  return a.trimStart().startsWith(word) && a.trim().replace(/\s+/g, ' ') === b.replace(/\s+/g, ' ');
}

function isPlaceholder(text: string): boolean {
  return text.replace(placeholder, '').trim() === '';
}

/** Removes every placeholder from a line and records its position. */
function removeAll(line: SourceLine, found: PlaceholderMatch[]): readonly SourceLine[] {
  const parts: SourceLine[] = [];
  let rest: SourceLine | undefined = line;
  while (rest) {
    const match = findIn(rest.text);
    if (!match) return [...parts, rest];
    found.push({ line: rest.line, column: rest.column + match.column, length: match.length });
    const { before, after } = splitAround(rest, match);
    if (before) parts.push(before);
    rest = after;
  }
  return parts;
}

function isFence(text: string): boolean {
  return /^ {0,3}(?:`{3,}[^`]*|~{3,}.*)$/.test(text);
}

function findIn(text: string): { readonly column: number; readonly length: number } | null {
  const inCode = inBackticks.exec(text);
  if (inCode) return { column: text.indexOf('`'), length: inCode[0].trimStart().length };
  const plain = placeholder.exec(text);
  if (!plain) return null;
  const before = text.slice(0, plain.index);
  const isInsideCode = (before.split('`').length - 1) % 2 === 1;
  return isInsideCode ? null : { column: plain.index, length: plain[0].length };
}

/** The parts of a line before and after a placeholder, as separate lines, so that each keeps its position. */
function splitAround(
  line: SourceLine,
  { column, length }: { readonly column: number; readonly length: number },
): { readonly before?: SourceLine; readonly after?: SourceLine } {
  const before = line.text.slice(0, column).trimEnd();
  const rest = line.text.slice(column + length);
  const after = rest.trimStart();
  return {
    ...(before === '' ? {} : { before: { ...line, text: before } }),
    ...(after === ''
      ? {}
      : { after: { ...line, text: after, column: line.column + column + length + rest.length - after.length } }),
  };
}
