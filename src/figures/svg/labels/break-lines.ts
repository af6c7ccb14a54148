import type { Paragraph, TextRun } from './label-content.js';
import type { TextStyle } from './text-style.js';
import { textWidth } from './text-width.js';

/** A line of a label. */
export interface Line {
  readonly runs: readonly TextRun[];
  /** Estimated. */
  readonly width: number;
  readonly height: number;
  readonly style: TextStyle;
  /** Pixels between the line before and this one. */
  readonly gap: number;
}

/** The width of a piece of text. */
function widthOf({ text, style }: TextRun): number {
  return textWidth(text, { size: style.size, family: style.family ?? '', bold: style.bold });
}

/** Breaks paragraphs into lines no wider than `width`, where their style allows it, as a browser would. */
export function breakLines(paragraphs: readonly Paragraph[], width: number): readonly Line[] {
  const lines: Line[] = [];
  let after = 0;
  for (const paragraph of paragraphs) {
    for (const [index, runs] of linesOf(paragraph, width).entries()) {
      const sized = runs.length === 0 ? [paragraph.style] : runs.map(({ style }) => style);
      lines.push({
        runs,
        width: runs.reduce((sum, run) => sum + widthOf(run), 0),
        height: sized.reduce((most, style) => Math.max(most, lineHeightOf(style)), 0),
        style: paragraph.style,
        gap: index === 0 ? after + paragraph.before : 0,
      });
    }
    after = paragraph.after;
  }
  return lines;
}

function lineHeightOf({ lineHeight, size }: TextStyle): number {
  return 'pixels' in lineHeight ? lineHeight.pixels : lineHeight.factor * size;
}

/** The runs of each line, without spaces at its ends. */
function linesOf({ runs, style }: Paragraph, width: number): readonly (readonly TextRun[])[] {
  const lines: (readonly TextRun[])[] = [];
  let line: TextRun[] = [];
  let used = 0;
  const end = (): void => {
    lines.push(joinRuns(line));
    line = [];
    used = 0;
  };
  // A word may go over several runs: what is between two spaces stays together.
  for (const word of wordsOf(runs)) {
    const length = word.reduce((sum, run) => sum + widthOf(run), 0);
    const isSpace = word.every(({ text }) => text === ' ');
    if (isSpace && line.length === 0) continue;
    if (style.wraps && !isSpace && line.length > 0 && used + length > width) end();
    for (const run of word) line.push(run);
    used += length;
  }
  end();
  return lines;
}

/** Splits runs into spaces and what is between them. */
function wordsOf(runs: readonly TextRun[]): readonly (readonly TextRun[])[] {
  const words: TextRun[][] = [];
  let open = false;
  for (const { text, style } of runs) {
    for (const part of text.split(/( )/)) {
      if (part === '') continue;
      if (part === ' ') {
        // Spaces collapse across runs.
        if (words.at(-1)?.[0]?.text !== ' ') words.push([{ text: part, style }]);
        open = false;
      } else if (open) words.at(-1)?.push({ text: part, style });
      else {
        words.push([{ text: part, style }]);
        open = true;
      }
    }
  }
  return words;
}

/** Joins neighbours of one style, and trims the line. */
function joinRuns(pieces: readonly TextRun[]): readonly TextRun[] {
  const runs: TextRun[] = [];
  for (const piece of pieces) {
    const last = runs.at(-1);
    if (last?.style === piece.style) runs[runs.length - 1] = { ...last, text: last.text + piece.text };
    else runs.push(piece);
  }
  const [first] = runs;
  if (first) runs[0] = { ...first, text: first.text.trimStart() };
  const last = runs.at(-1);
  if (last) runs[runs.length - 1] = { ...last, text: last.text.replace(/[ ]+$/, '') };
  return runs.filter(({ text }) => text !== '');
}
