import type { Excerpt } from '../../model/excerpt.js';
import type { Position, Span } from '../../model/span.js';

/** A report's text, cut into lines. */
export interface SourceText {
  /** As diagnostics name it. */
  readonly path: string;
  /** Without line ends. */
  readonly lines: readonly string[];
  /** The first line (0-based) behind the front matter. */
  readonly bodyStart: number;
}

/** Reads text with any line ends, with or without a byte order mark and front matter. */
export function readSource(text: string, path: string): SourceText {
  // NUL has no meaning in text, and markdown-it replaces it too: columns must agree.
  const lines = text
    .replace(/^\uFEFF/, '')
    .replace(/\0/g, '\uFFFD')
    .split(/\r\n|\r|\n/);
  return { path, lines, bodyStart: frontMatterEnd(lines) };
}

/**
 * Front matter is a first line of three dashes, settings, and a line of dashes or dots that closes it. Dashes over
 * ordinary prose are a rule that somebody drew, so every line in between must look like a setting.
 */
function frontMatterEnd(lines: readonly string[]): number {
  if (lines[0]?.trimEnd() !== '---') return 0;
  const close = lines.findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(line));
  if (close < 0) return 0;
  const settings = lines.slice(1, close).every((line) => /^\s*$|^\s|^#|^- |^[\w.-]+\s*:/.test(line));
  return settings ? close + 1 : 0;
}

/** The span of whole lines, `from` to `to` (0-based, end exclusive), without blank lines at its end. */
export function spanOfLines({ path, lines }: SourceText, from: number, to: number): Span {
  let end = Math.max(to, from + 1);
  while (end > from + 1 && lines[end - 1]?.trim() === '') end -= 1;
  return { path, line: from + 1, column: 1, endLine: end, endColumn: (lines[end - 1]?.length ?? 0) + 1 };
}

/** The span of some characters of one line; all numbers 0-based. */
export function spanInLine(path: string, line: number, column: number, length: number): Span {
  return { path, line: line + 1, column: column + 1, endLine: line + 1, endColumn: column + 1 + length };
}

/** Whole lines of a source, `from` to `to` (0-based, end exclusive). */
export function linesBetween({ lines }: SourceText, from: number, to: number): readonly SourceLine[] {
  return lines.slice(from, to).map((text, index) => ({ text, line: from + index, column: 0 }));
}

/** Cuts whole lines out of a source, `from` to `to` (0-based, end exclusive), without blank lines around them. */
export function excerptOfLines(source: SourceText, from: number, to: number): Excerpt {
  return trimExcerpt(linesBetween(source, from, to));
}

/** A line, or the end of one, on its way into an excerpt; both numbers 0-based. */
export interface SourceLine {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** Joins lines, leaving out blank ones at both ends. */
export function trimExcerpt(lines: readonly SourceLine[]): Excerpt {
  const blank = (line: SourceLine): boolean => line.text.trim() === '';
  const first = lines.findIndex((line) => !blank(line));
  const kept = first < 0 ? [] : lines.slice(first, lines.findLastIndex((line) => !blank(line)) + 1);
  return {
    markdown: kept.map((line) => line.text).join('\n'),
    origin: kept.map(({ line, column }) => ({ line: line + 1, column: column + 1 })),
  };
}

/** Translates a point of an excerpt (0-based) into its place in the source. */
export function placeInSource(excerpt: Excerpt, point: { readonly line: number; readonly column: number }): Position {
  const origin = excerpt.origin[Math.min(point.line, excerpt.origin.length - 1)] ?? { line: 1, column: 1 };
  return { line: origin.line, column: origin.column + point.column };
}

/** Two excerpts as one, with a blank line between them. */
export function joinExcerpts(a: Excerpt, b: Excerpt): Excerpt {
  if (a.markdown === '') return b;
  if (b.markdown === '') return a;
  return {
    markdown: `${a.markdown}\n\n${b.markdown}`,
    origin: [...a.origin, a.origin.at(-1) ?? { line: 1, column: 1 }, ...b.origin],
  };
}
