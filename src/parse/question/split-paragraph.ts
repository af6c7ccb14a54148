import { wordPattern } from '../../model/letters.js';
import type { SourceLine } from '../document/source.js';
import { similarity, wordsOf } from '../text/similarity.js';
import { type ExpectedPrompt, matchesPrompt, type Paragraphs, textOf } from './expected-prompt.js';
import { isPromptLine, readMarker } from './prompt.js';

/** The text after a marker, on its line and below; empty if there is no marker. */
export function afterMarker(lines: readonly SourceLine[], index: number): readonly SourceLine[] {
  const line = lines[index];
  const marker = line && readMarker(line.text);
  if (!line || !marker) return [];
  const rest =
    marker.rest.trim() === '' ? [] : [{ text: marker.rest, line: line.line, column: line.column + marker.length }];
  return [...rest, ...lines.slice(index + 1)];
}

/**
 * Splits a paragraph below the heading. It is answer, unless it is a prompt without blockquote markers, or begins with
 * the answer marker.
 *
 * @returns The lines with which the answer begins; undefined if the paragraph is all prompt. Prompt lines are added to
 *   `prompt`.
 */
export function splitParagraph(
  lines: readonly SourceLine[],
  prompt: SourceLine[],
  { paragraphs: expected, quoted, hasPrompt }: ExpectedPrompt & { readonly hasPrompt: boolean },
): readonly SourceLine[] | undefined {
  const marked = lines.findIndex((line) => readMarker(line.text));
  const before = marked < 0 ? lines : lines.slice(0, marked);
  const isPrompt = before.every((line) => isPromptLine(line.text)) || matchesPrompt(textOf(before), expected);
  if (!isPrompt) {
    // After a quoted prompt the rest is answer.
    const joined = hasPrompt && quoted ? undefined : splitJoined(lines, expected);
    for (const line of joined?.prompt ?? []) prompt.push(line);
    return joined?.answer ?? lines;
  }
  for (const line of before) prompt.push(line);
  if (marked < 0) return undefined;
  const marker = lines[marked];
  if (marker) prompt.push(marker);
  return afterMarker(lines, marked);
}

/**
 * Splits a paragraph that begins with one of the template's and continues with the answer: at a line break, where the
 * words before it may differ slightly, or exactly after the last word.
 */
function splitJoined(
  lines: readonly SourceLine[],
  expected: Paragraphs,
): { readonly prompt: readonly SourceLine[]; readonly answer: readonly SourceLine[] } | undefined {
  const longest = expected.reduce((most, { length }) => Math.max(most, length), 0);
  const words: string[] = [];
  let best: { readonly score: number; readonly lines: number } | undefined;
  for (const [index, { text }] of lines.entries()) {
    const own = wordsOf(text);
    for (const paragraph of expected) {
      const cut = endOfWords(text, words, own, paragraph);
      if (cut === undefined) continue;
      const line = lines[index] ?? { text, line: 0, column: 0 };
      const rest = { ...line, text: text.slice(cut), column: line.column + cut };
      return {
        prompt: [...lines.slice(0, index), { ...line, text: text.slice(0, cut).trimEnd() }],
        answer: [...(rest.text.trim() === '' ? [] : [rest]), ...lines.slice(index + 1)],
      };
    }
    if (words.length > 1.5 * longest) break;
    for (const word of own.slice(0, 2 * longest)) words.push(word);
    const score = expected.reduce((most, paragraph) => Math.max(most, similarity(words, paragraph)), 0);
    if (score >= 0.7 && score > (best?.score ?? 0)) best = { score, lines: index + 1 };
  }
  return best && { prompt: lines.slice(0, best.lines), answer: lines.slice(best.lines) };
}

/**
 * The offset in a line where a paragraph's words end, exactly as they are; undefined if they do not, or are too few to
 * tell.
 */
function endOfWords(
  text: string,
  before: readonly string[],
  own: readonly string[],
  paragraph: readonly string[],
): number | undefined {
  const left = paragraph.length - before.length;
  if (paragraph.length < 4 || left <= 0 || left > own.length) return undefined;
  if (!before.every((word, index) => word === paragraph[index])) return undefined;
  if (!own.slice(0, left).every((word, index) => word === paragraph[before.length + index])) return undefined;
  if (left === own.length) return text.length;
  let seen = 0;
  for (const { index, 0: word } of text.matchAll(wordPattern(text))) {
    seen += 1;
    if (seen < left) continue;
    const end = index + word.length;
    return end + (/^[\p{P}\p{S}]*\s*/u.exec(text.slice(end))?.[0].length ?? 0);
  }
  return undefined;
}
