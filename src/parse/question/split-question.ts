/**
 * Splits a question into prompt and answer. The template puts the prompt into one blockquote that ends with `Answer:`,
 * and reports keep all, some or none of that.
 */

import { linesBetween, type SourceLine, type SourceText } from '../document/source.js';
import { blocksOf, excerptParser } from '../parsers.js';
import { wordsOf } from '../text/similarity.js';
import { type ExpectedPrompt, matchesPrompt, type Paragraphs, textOf, unknownPrompt } from './expected-prompt.js';
import { isPromptLine, quoteMarker, readMarker, unquote } from './prompt.js';
import { afterMarker, splitParagraph } from './split-paragraph.js';

/** The lines of a question's parts. */
export interface QuestionParts {
  /** The prompt without blockquote markers. */
  readonly prompt: readonly SourceLine[];
  readonly answer: readonly SourceLine[];
  /** The first line (0-based) of the source after the prompt. */
  readonly answerStart: number;
}

/**
 * Splits the lines between a question's heading and the next question or section.
 *
 * @param known The template's prompt, to recognise prompts without blockquote markers.
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
      const rest = splitParagraph(blockLines, more, { paragraphs: expected, quoted, hasPrompt: prompt.length > 0 });
      if (more.length > 0)
        for (const line of [...blankLinesBefore(prompt.at(-1), lines, block.start), ...more]) prompt.push(line);
      if (rest) return split(block.end, rest);
    } else if (matchesPrompt(textOf(blockLines), expected)) {
      for (const line of [...blankLinesBefore(prompt.at(-1), lines, block.start), ...blockLines]) prompt.push(line);
    } else return split(block.start);
  }
  return recoverFromQuote(split(lines.length), expected);
}

/** The blank lines between two parts of a prompt, which separate its paragraphs. */
function blankLinesBefore(
  last: SourceLine | undefined,
  lines: readonly SourceLine[],
  start: number,
): readonly SourceLine[] {
  if (!last) return [];
  let from = start;
  while (from > 0 && (lines[from - 1]?.line ?? 0) > last.line) from -= 1;
  return lines.slice(from, start);
}

/**
 * The first blockquote is the prompt. A later one continues it only if it looks like a prompt, since answers may quote,
 * too.
 */
function isPromptQuote(lines: readonly SourceLine[], first: boolean, expected: Paragraphs): boolean {
  if (first) return true;
  const inner = lines.map((line) => unquote(line).text);
  return (
    inner.some(isPromptLine) ||
    matchesPrompt(inner.join(' '), expected) ||
    /^\s*(\*\*|__)\S.*\1\s*$/.test(inner.join(' '))
  );
}

/** Splits a blockquote at its answer marker, or where the markers stop and a lazy continuation begins. */
function splitQuote(lines: readonly SourceLine[]): {
  readonly prompt: readonly SourceLine[];
  readonly answer?: readonly SourceLine[];
} {
  const inner = lines.map(unquote);
  const marked = inner.findIndex((line) => readMarker(line.text));
  if (marked >= 0) return { prompt: inner.slice(0, marked + 1), answer: afterMarker(inner, marked) };
  const lastQuoted = lines.findLastIndex((line) => quoteMarker.test(line.text));
  const lazyStart = lastQuoted + 1;
  // A prompt that an editor wrapped continues without markers until its bold text is closed.
  const openBold =
    inner.slice(0, lazyStart).filter((line) => (line.text.split('**').length - 1) % 2 === 1).length % 2 === 1;
  if (lazyStart >= lines.length || openBold) return { prompt: inner };
  return { prompt: inner.slice(0, lazyStart), answer: inner.slice(lazyStart) };
}

/**
 * The answer may be inside the blockquote, without the answer marker. If nothing follows the blockquote, trailing
 * paragraphs that the template does not have are the answer.
 */
function recoverFromQuote(parts: QuestionParts, expected: Paragraphs): QuestionParts {
  if (expected.length === 0 || parts.answer.some((line) => line.text.trim() !== '')) return parts;
  const known = new Set(expected.flat());
  const isUnknown = (line: SourceLine): boolean => {
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
    if (!line || (line.text.trim() !== '' && !isUnknown(line))) break;
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

/** A block at the start of a question. */
interface HeadBlock {
  readonly type: string;
  /** Relative to the first line of the question. */
  readonly start: number;
  readonly end: number;
}

/** Lines whose block may continue after a blank line, and depend on what follows. */
const mayContinue = /^ {0,3}(?:`{3}|~{3}|\[\^)/;

/**
 * The first blocks of a question, as a generator. Blockquotes and paragraphs end at a blank line, so only the lines
 * before it are parsed at a time: most of an answer is never parsed here.
 */
function* headBlocks(lines: readonly SourceLine[]): Generator<HeadBlock> {
  for (let start = 0, end = 0; start < lines.length; start = end) {
    while (end < lines.length && isBlank(lines[end]) === isBlank(lines[start])) end += 1;
    if (isBlank(lines[start])) continue;
    if (lines.slice(start, end).some(({ text }) => mayContinue.test(text))) end = lines.length;
    yield* blocksBetween(lines, start, end);
  }
}

/** Blank in Markdown's sense: other Unicode spaces count as text. */
function isBlank(line: SourceLine | undefined): boolean {
  return line !== undefined && /^[ \t]*$/.test(line.text);
}

function blocksBetween(lines: readonly SourceLine[], start: number, end: number): readonly HeadBlock[] {
  const text = lines.slice(start, end).map((line) => line.text);
  // A well-formed prompt, which needs no parser.
  if (text.every((line) => quoteMarker.test(line))) return [{ type: 'blockquote_open', start, end }];
  return blocksOf(text.join('\n'), excerptParser).flatMap(({ type, level, map, nesting }) =>
    level === 0 && map && nesting >= 0 ? [{ type, start: start + map[0], end: start + map[1] }] : [],
  );
}
