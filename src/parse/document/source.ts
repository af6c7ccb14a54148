import type { Finding } from '../../model/diagnostic.js';
import type { Excerpt } from '../../model/excerpt.js';
import type { Position, Span } from '../../model/span.js';

/** A report's text, split into lines. */
export interface SourceText {
  /** The file's path in diagnostics. */
  readonly path: string;
  /** Without line endings. */
  readonly lines: readonly string[];
  /** The first line (0-based) after the front matter. */
  readonly bodyStart: number;
  /** Control characters that were replaced, ascending. */
  readonly controls: readonly ControlCharacters[];
}

/** The control characters of a line. */
export interface ControlCharacters {
  /** Line and column of the first, 0-based. */
  readonly line: number;
  readonly column: number;
  /** The first of them, as `U+001B`. */
  readonly code: string;
  readonly count: number;
}

/** What no page may have: it is invisible, and terminals obey some of it. */
const controlCharacter = /[^\P{Cc}\t]/gu;

/** The lines of a text as they are written, without a byte order mark. */
export function linesOfText(text: string): readonly string[] {
  return text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
}

/** Splits text with any line endings, with or without a byte order mark and front matter. */
export function readSource(text: string, path: string): SourceText {
  const controls: ControlCharacters[] = [];
  // One character for another, so that all positions stay. markdown-it replaces NUL the same way.
  const lines = linesOfText(text).map((written, line) => {
    const column = written.search(controlCharacter);
    if (column < 0) return written;
    const code = `U+${written.charCodeAt(column).toString(16).toUpperCase().padStart(4, '0')}`;
    const count = written.match(controlCharacter)?.length ?? 0;
    controls.push({ line, column, code, count });
    return written.replace(controlCharacter, '\uFFFD');
  });
  return { path, lines, bodyStart: frontMatterEnd(lines), controls };
}

/** The findings about control characters, by line. */
export function controlFindings({ path, lines, controls }: SourceText): readonly Finding[] {
  return controls
    .filter(({ line }) => line < lines.length)
    .map(({ line, column, code, count }) => ({
      rule: 'html-removed',
      message: `Left out of the page: ${count === 1 ? `a control character (${code})` : `${count} control characters of this line, the first of them ${code}`}, which a reader would not see; “\uFFFD” is shown in its place. Delete it.`,
      span: spanInLine(path, line, column, 1),
    }));
}

/**
 * Detects YAML front matter: a first line `---`, settings, and a closing line `---` or `...`. Dashes over prose are a
 * rule that somebody drew, so every line in between must look like a setting.
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

/** The lines `from` to `to` of a source (0-based, end exclusive). */
export function linesBetween({ lines }: SourceText, from: number, to: number): readonly SourceLine[] {
  return lines.slice(from, to).map((text, index) => ({ text, line: from + index, column: 0 }));
}

/** An excerpt of the lines `from` to `to` (0-based, end exclusive), without blank lines around it. */
export function excerptOfLines(source: SourceText, from: number, to: number): Excerpt {
  return trimExcerpt(linesBetween(source, from, to));
}

/** A line or its remainder, with its position in the source (0-based). */
export interface SourceLine {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** Joins lines, without blank lines at both ends. */
export function trimExcerpt(lines: readonly SourceLine[]): Excerpt {
  const blank = (line: SourceLine): boolean => line.text.trim() === '';
  const first = lines.findIndex((line) => !blank(line));
  const kept = first < 0 ? [] : lines.slice(first, lines.findLastIndex((line) => !blank(line)) + 1);
  return {
    markdown: kept.map((line) => line.text).join('\n'),
    origin: kept.map(({ line, column }) => ({ line: line + 1, column: column + 1 })),
  };
}

/** Translates a position in an excerpt (0-based) to its position in the source. */
export function placeInSource(excerpt: Excerpt, point: { readonly line: number; readonly column: number }): Position {
  const origin = excerpt.origin[Math.min(point.line, excerpt.origin.length - 1)] ?? { line: 1, column: 1 };
  return { line: origin.line, column: origin.column + point.column };
}

/** Concatenates two excerpts with a blank line between them. */
export function joinExcerpts(a: Excerpt, b: Excerpt): Excerpt {
  if (a.markdown === '') return b;
  if (b.markdown === '') return a;
  return {
    markdown: `${a.markdown}\n\n${b.markdown}`,
    origin: [...a.origin, a.origin.at(-1) ?? { line: 1, column: 1 }, ...b.origin],
  };
}
