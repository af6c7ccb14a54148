import type { SourceLine } from '../document/source.js';
import { blocksOf, excerptParser } from '../parsers.js';
import { codeLines } from '../text/code-lines.js';

/**
 * The text a template leaves where an answer belongs: `--- question 7 fill here ---`, in backticks or not, whichever
 * number it carries (people copy the line from another question).
 */
const placeholder =
  /-{2,9}\s{0,9}(?:\p{L}{1,30}\s{0,9})?\d{0,4}\s{0,9}(?:fill|Fill|FILL)(?:\s{1,9}(?:in|In|IN))?\s{1,9}(?:here|Here|HERE)\s{0,9}-{2,9}/u;
const inTicks = new RegExp(`^\\s*(\`+)\\s*${placeholder.source}\\s*\\1`, 'u');

/** Whether a text has the usual placeholder in it. */
export function holdsPlaceholder(text: string): boolean {
  return placeholder.test(text);
}

/** Where a placeholder was found; all numbers 0-based. */
export interface PlaceholderMatch {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

export interface WithoutPlaceholder {
  readonly lines: readonly SourceLine[];
  /** In the order of the source. */
  readonly found: readonly PlaceholderMatch[];
}

/**
 * Takes the placeholder out of an answer's lines.
 *
 * In backticks it is a leftover only at the start of a line: anywhere else somebody is writing about it. Inside a fenced
 * block it is code, unless the block holds nothing else.
 *
 * @param own The template's own text at this question, for templates that word their placeholder differently.
 */
export function removePlaceholder(lines: readonly SourceLine[], own = ''): WithoutPlaceholder {
  const text = lines.map((line) => line.text).join('\n');
  const ownText = own.trim();
  const holdsOwn = ownText !== '' && text.includes(ownText);
  const first = lines.find((line) => line.text.trim() !== '');
  if (first && ownText !== '' && sameWords(text, ownText)) {
    return { lines: [], found: [{ line: first.line, column: first.column, length: first.text.length }] };
  }
  if (!holdsOwn && !placeholder.test(text)) return { lines, found: [] };
  const fences = lines.filter((line) => isFence(line.text)).length;
  const onlyFence =
    fences === 2 && lines.every(({ text }) => text.trim() === '' || isFence(text) || isPlaceholder(text));
  const fenced = new Set(/```|~~~/.test(text) ? codeLines(blocksOf(text, excerptParser), ['fence']) : []);
  const found: PlaceholderMatch[] = [];
  const kept = lines.flatMap((line, index) => {
    if (fenced.has(index) && !onlyFence) return [line];
    if (holdsOwn && line.text.trim() === ownText) {
      found.push({ line: line.line, column: line.column, length: line.text.length });
      return [];
    }
    const rest = cutAll(line, found);
    return onlyFence ? [] : rest;
  });
  return { lines: found.length > 0 ? kept : lines, found };
}

/** Whether two texts differ in their blanks at most. The second has none around it. */
function sameWords(a: string, b: string): boolean {
  const [word = ''] = b.split(/\s/, 1);
  return a.trimStart().startsWith(word) && a.trim().replace(/\s+/g, ' ') === b.replace(/\s+/g, ' ');
}

function isPlaceholder(text: string): boolean {
  return text.replace(placeholder, '').trim() === '';
}

/** Cuts every placeholder out of a line and takes note of it. */
function cutAll(line: SourceLine, found: PlaceholderMatch[]): readonly SourceLine[] {
  const parts: SourceLine[] = [];
  let rest: SourceLine | undefined = line;
  while (rest) {
    const match = findIn(rest.text);
    if (!match) return [...parts, rest];
    found.push({ line: rest.line, column: rest.column + match.column, length: match.length });
    const { before, after } = cut(rest, match);
    if (before) parts.push(before);
    rest = after;
  }
  return parts;
}

function isFence(text: string): boolean {
  return /^ {0,3}(?:`{3,}[^`]*|~{3,}.*)$/.test(text);
}

function findIn(text: string): { readonly column: number; readonly length: number } | null {
  const ticked = inTicks.exec(text);
  if (ticked) return { column: text.indexOf('`'), length: ticked[0].trimStart().length };
  const plain = placeholder.exec(text);
  if (!plain) return null;
  const before = text.slice(0, plain.index);
  const insideTicks = (before.split('`').length - 1) % 2 === 1;
  return insideTicks ? null : { column: plain.index, length: plain[0].length };
}

/** What is left of a line: nothing, its start, its end, or both as two lines, so that each keeps its place. */
function cut(
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
