/**
 * Where the prompt ends and the answer begins. The template puts the prompt into one blockquote that ends with `Answer:`,
 * and reports keep all, some or none of that.
 */
import { blocksOf, excerptParser } from './parsers.js';
import { isPromptLine, readMarker } from './prompt.js';
import { similarity, wordsOf } from './similarity.js';
import type { SourceLine, SourceText } from './source.js';

/** The paragraphs of a template's prompt, each as its words. */
type Paragraphs = readonly (readonly string[])[];

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
 * @param expected The template's prompt, for telling prompt from answer where the marks are gone.
 */
export function splitQuestion(source: SourceText, from: number, to: number, expected: Paragraphs = []): QuestionParts {
  const lines = source.lines.slice(from, to).map((text, index) => ({ text, line: from + index, column: 0 }));
  const prompt: SourceLine[] = [];
  const split = (index: number, answer: readonly SourceLine[] = []): QuestionParts => ({
    prompt,
    answer: [...answer, ...lines.slice(index)],
    answerStart: answer[0]?.line ?? from + index,
  });
  for (const block of headBlocks(lines)) {
    const blockLines = lines.slice(block.start, block.end);
    if (block.type === 'blockquote_open' && isPromptQuote(blockLines, prompt.length === 0, expected)) {
      const quote = splitQuote(blockLines);
      for (const line of quote.prompt) prompt.push(line);
      if (quote.answer) return split(block.end, quote.answer);
    } else if (block.type === 'paragraph_open') {
      const rest = splitParagraph(blockLines, prompt, expected);
      if (rest) return split(block.end, rest);
    } else return split(block.start);
  }
  return recoverFromQuote(split(lines.length), expected);
}

interface Block {
  readonly type: string;
  /** Relative to the first line of the question. */
  readonly start: number;
  readonly end: number;
}

const quoteMark = /^ {0,3}> ?/;

/** Lines whose block need not end at a blank line, and may be something else for what stands behind that. */
const runsOn = /^ {0,3}(?:`{3}|~{3}|\[\^)/;

/**
 * The blocks at the head of a question, one by one, as far as they are asked for. Quotations and paragraphs end at a blank
 * line, so no more than the lines before it are parsed at a time: most of an answer is never looked at here.
 */
function* headBlocks(lines: readonly SourceLine[]): Generator<Block> {
  for (let start = 0, end = 0; start < lines.length; start = end) {
    while (end < lines.length && isBlank(lines[end]) === isBlank(lines[start])) end += 1;
    if (isBlank(lines[start])) continue;
    if (lines.slice(start, end).some(({ text }) => runsOn.test(text))) end = lines.length;
    yield* blocksBetween(lines, start, end);
  }
}

/** Blank as Markdown means it: a space of another kind is a letter to it. */
function isBlank(line: SourceLine | undefined): boolean {
  return line !== undefined && /^[ \t]*$/.test(line.text);
}

function blocksBetween(lines: readonly SourceLine[], start: number, end: number): readonly Block[] {
  const text = lines.slice(start, end).map((line) => line.text);
  // A prompt as it should be. It needs no parser.
  if (text.every((line) => quoteMark.test(line))) return [{ type: 'blockquote_open', start, end }];
  return blocksOf(text.join('\n'), excerptParser).flatMap(({ type, level, map, nesting }) =>
    level === 0 && map && nesting >= 0 ? [{ type, start: start + map[0], end: start + map[1] }] : [],
  );
}

function unquote(line: SourceLine): SourceLine {
  const mark = quoteMark.exec(line.text)?.[0].length ?? 0;
  return { text: line.text.slice(mark), line: line.line, column: line.column + mark };
}

/** The first blockquote is the prompt. A later one is more of it only if it looks like it; an answer may quote, too. */
function isPromptQuote(lines: readonly SourceLine[], first: boolean, expected: Paragraphs): boolean {
  if (first) return true;
  const inner = lines.map((line) => unquote(line).text);
  return (
    inner.some(isPromptLine) || isExpected(inner.join(' '), expected) || /^\s*(\*\*|__)\S.*\1\s*$/.test(inner.join(' '))
  );
}

/** Whether a text is, near enough, one of the template's paragraphs. */
function isExpected(text: string, expected: Paragraphs): boolean {
  const words = wordsOf(text);
  return words.length > 0 && expected.some((paragraph) => similarity(words, paragraph) >= 0.7);
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

/** What follows a marker, in and behind its line; undefined when that is nothing, since then the answer may follow the block. */
function behindMarker(lines: readonly SourceLine[], index: number): readonly SourceLine[] {
  const line = lines[index];
  const marker = line && readMarker(line.text);
  if (!line || !marker) return [];
  const rest =
    marker.rest.trim() === '' ? [] : [{ text: marker.rest, line: line.line, column: line.column + marker.length }];
  return [...rest, ...lines.slice(index + 1)];
}

/**
 * A paragraph below the heading is answer, unless it is a prompt that lost its quotation marks, or the marker without one.
 *
 * @returns The lines with which the answer begins; undefined when the paragraph is all prompt (and is now in `prompt`).
 */
function splitParagraph(
  lines: readonly SourceLine[],
  prompt: SourceLine[],
  expected: Paragraphs,
): readonly SourceLine[] | undefined {
  const marked = lines.findIndex((line) => readMarker(line.text));
  const before = marked < 0 ? lines : lines.slice(0, marked);
  const isPrompt =
    before.every((line) => isPromptLine(line.text)) || isExpected(before.map((line) => line.text).join(' '), expected);
  if (!isPrompt) return lines;
  for (const line of before) prompt.push(line);
  if (marked < 0) return undefined;
  const marker = lines[marked];
  if (marker) prompt.push(marker);
  return behindMarker(lines, marked);
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
