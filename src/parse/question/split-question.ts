/**
 * Where the prompt ends and the answer begins. The template puts the prompt into one blockquote that ends with `Answer:`,
 * and reports keep all, some or none of that.
 */

import { linesBetween, type SourceLine, type SourceText } from '../document/source.js';
import { wordsOf } from '../text/similarity.js';
import { type ExpectedPrompt, isExpected, type Paragraphs, textOf, unknownPrompt } from './expected-prompt.js';
import { headBlocks } from './head-blocks.js';
import { isPromptLine, readMarker } from './prompt.js';
import { behindMarker, splitParagraph } from './split-paragraph.js';
import { quoteMark, unquote } from './unquote.js';

/** A question's lines, sorted. */
export interface QuestionParts {
  /** The prompt without its quotation marks. */
  readonly prompt: readonly SourceLine[];
  readonly answer: readonly SourceLine[];
  /** The first line (0-based) of the source that is not prompt any more. */
  readonly answerStart: number;
}

/**
 * Splits the lines between a question's heading and whatever follows the question.
 *
 * @param known The template's prompt, for telling prompt from answer where marks are gone or were never there.
 */
export function splitQuestion(
  source: SourceText,
  from: number,
  to: number,
  { paragraphs: expected, quoted }: ExpectedPrompt = unknownPrompt,
): QuestionParts {
  const lines = linesBetween(source, from, to);
  const prompt: SourceLine[] = [];
  const split = (index: number, answer: readonly SourceLine[] = []): QuestionParts => ({
    prompt,
    answer: [...answer, ...lines.slice(index)],
    answerStart: answer[0]?.line ?? from + index,
  });
  for (const block of headBlocks(lines)) {
    const blockLines = lines.slice(block.start, block.end);
    if (block.type === 'blockquote_open' && isPromptQuote(blockLines, quoted && prompt.length === 0, expected)) {
      const quote = splitQuote(blockLines);
      for (const line of quote.prompt) prompt.push(line);
      if (quote.answer) return split(block.end, quote.answer);
    } else if (block.type === 'paragraph_open') {
      const more: SourceLine[] = [];
      const rest = splitParagraph(blockLines, more, { paragraphs: expected, quoted, begun: prompt.length > 0 });
      if (more.length > 0)
        for (const line of [...blanksBehind(prompt.at(-1), lines, block.start), ...more]) prompt.push(line);
      if (rest) return split(block.end, rest);
    } else if (isExpected(textOf(blockLines), expected)) {
      for (const line of [...blanksBehind(prompt.at(-1), lines, block.start), ...blockLines]) prompt.push(line);
    } else return split(block.start);
  }
  return recoverFromQuote(split(lines.length), expected);
}

/** The blank lines between a prompt and more of it, which keep its paragraphs apart. */
function blanksBehind(
  last: SourceLine | undefined,
  lines: readonly SourceLine[],
  start: number,
): readonly SourceLine[] {
  if (!last) return [];
  let from = start;
  while (from > 0 && (lines[from - 1]?.line ?? 0) > last.line) from -= 1;
  return lines.slice(from, start);
}

/** The first blockquote is the prompt. A later one is more of it only if it looks like it; an answer may quote, too. */
function isPromptQuote(lines: readonly SourceLine[], first: boolean, expected: Paragraphs): boolean {
  if (first) return true;
  const inner = lines.map((line) => unquote(line).text);
  return (
    inner.some(isPromptLine) || isExpected(inner.join(' '), expected) || /^\s*(\*\*|__)\S.*\1\s*$/.test(inner.join(' '))
  );
}

/** Divides a blockquote at its marker, or where quotation marks stop and a lazy continuation begins. */
function splitQuote(lines: readonly SourceLine[]): {
  readonly prompt: readonly SourceLine[];
  readonly answer?: readonly SourceLine[];
} {
  const inner = lines.map(unquote);
  const marked = inner.findIndex((line) => readMarker(line.text));
  if (marked >= 0) return { prompt: inner.slice(0, marked + 1), answer: behindMarker(inner, marked) };
  const lastQuoted = lines.findLastIndex((line) => quoteMark.test(line.text));
  const lazy = lastQuoted + 1;
  // A prompt that an editor wrapped runs on without its marks until its bold text closes.
  const openBold = inner.slice(0, lazy).filter((line) => (line.text.split('**').length - 1) % 2 === 1).length % 2 === 1;
  if (lazy >= lines.length || openBold) return { prompt: inner };
  return { prompt: inner.slice(0, lazy), answer: inner.slice(lazy) };
}

/**
 * Somebody may answer inside the quotation and delete the marker. When nothing follows the quotation, the paragraphs at
 * its end that the template does not know are the answer.
 */
function recoverFromQuote(parts: QuestionParts, expected: Paragraphs): QuestionParts {
  if (expected.length === 0 || parts.answer.some((line) => line.text.trim() !== '')) return parts;
  const known = new Set(expected.flat());
  const unknown = (line: SourceLine): boolean => {
    const words = wordsOf(line.text);
    return (
      words.length > 0 &&
      !isPromptLine(line.text) &&
      words.filter((word) => known.has(word)).length < words.length * 0.6
    );
  };
  let start = parts.prompt.length;
  for (let index = start - 1; index >= 0; index -= 1) {
    const line = parts.prompt[index];
    if (!line || (line.text.trim() !== '' && !unknown(line))) break;
    if (line.text.trim() !== '') start = index;
  }
  const answer = parts.prompt.slice(start);
  if (answer.length === 0) return parts;
  return {
    prompt: parts.prompt.slice(0, start),
    answer: [...answer, ...parts.answer],
    answerStart: answer[0]?.line ?? parts.answerStart,
  };
}
