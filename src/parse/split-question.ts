/**
 * Where the prompt ends and the answer begins. The template puts the prompt into one blockquote that ends with `Answer:`,
 * and reports keep all, some or none of that.
 */
import { greatest } from '../model/extremes.js';
import { blocksOf, excerptParser } from './parsers.js';
import { isPromptLine, readMarker } from './prompt.js';
import { similarity, wordsOf } from './similarity.js';
import { linesBetween, type SourceLine, type SourceText } from './source.js';

/** What is known of a prompt from the template. */
export interface ExpectedPrompt {
  /** Each paragraph as its words. */
  readonly paragraphs: Paragraphs;
  /** Whether it is a quotation: then the first quotation is the prompt, whatever it says. */
  readonly quoted: boolean;
}

type Paragraphs = readonly (readonly string[])[];

const unknownPrompt: ExpectedPrompt = { paragraphs: [], quoted: true };

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
      const before = prompt.length;
      const blanks = blanksBehind(prompt, lines, block.start);
      const rest = splitParagraph(blockLines, prompt, { paragraphs: expected, quoted });
      const more = prompt.splice(before);
      for (const line of more.length > 0 ? [...blanks, ...more] : []) prompt.push(line);
      if (rest) return split(block.end, rest);
    } else if (isExpected(textOf(blockLines), expected)) {
      for (const line of [...blanksBehind(prompt, lines, block.start), ...blockLines]) prompt.push(line);
    } else return split(block.start);
  }
  return recoverFromQuote(split(lines.length), expected);
}

/** Fewer words are a phrase that anybody may use. */
const fewestRepeated = 4;

/**
 * Takes out of an answer what it repeats of the template's prompt: whole paragraphs, word for word, wherever they stand.
 *
 * @param prompt The template's prompt, as written but without its quotation marks.
 */
export function withoutRepeats(lines: readonly SourceLine[], prompt: string): readonly SourceLine[] {
  const paragraphs = prompt.split(/\n\s*\n/).map((paragraph) => paragraph.split('\n').map((line) => line.trim()));
  const byFirst = new Map(
    paragraphs.flatMap((paragraph) =>
      wordsOf(paragraph.join(' ')).length < fewestRepeated ? [] : [[paragraph[0] ?? '', paragraph] as const],
    ),
  );
  const texts = lines.map((line) => unquote(line).text.trim());
  if (!texts.some((text) => byFirst.has(text))) return lines;
  const kept: SourceLine[] = [];
  let fence: string | undefined;
  for (let index = 0; index < lines.length; ) {
    const line = lines[index];
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line?.text ?? '')?.[1];
    if (mark !== undefined && (fence === undefined || mark.startsWith(fence)))
      fence = fence === undefined ? mark : undefined;
    const paragraph = fence === undefined ? byFirst.get(texts[index] ?? '') : undefined;
    const ends = index + (paragraph?.length ?? 0);
    const isRepeat =
      paragraph?.every((text, at) => texts[index + at] === text) &&
      (ends >= lines.length || texts[ends] === '') &&
      (index === 0 || texts[index - 1] === '');
    if (!isRepeat && line) kept.push(line);
    index = isRepeat ? ends : index + 1;
  }
  return kept;
}

/** The blank lines between a prompt and more of it, which keep its paragraphs apart. */
function blanksBehind(
  prompt: readonly SourceLine[],
  lines: readonly SourceLine[],
  start: number,
): readonly SourceLine[] {
  const last = prompt.at(-1);
  let from = start;
  while (last && from > 0 && (lines[from - 1]?.line ?? 0) > last.line) from -= 1;
  return lines.slice(from, start);
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
  { paragraphs: expected, quoted }: ExpectedPrompt,
): readonly SourceLine[] | undefined {
  const marked = lines.findIndex((line) => readMarker(line.text));
  const before = marked < 0 ? lines : lines.slice(0, marked);
  const isPrompt = before.every((line) => isPromptLine(line.text)) || isExpected(textOf(before), expected);
  if (!isPrompt) {
    // Behind a quotation the prompt is told from the answer already.
    const glued = prompt.length > 0 && quoted ? undefined : splitGlued(lines, expected);
    for (const line of glued?.prompt ?? []) prompt.push(line);
    return glued?.answer ?? lines;
  }
  for (const line of before) prompt.push(line);
  if (marked < 0) return undefined;
  const marker = lines[marked];
  if (marker) prompt.push(marker);
  return behindMarker(lines, marked);
}

/**
 * Divides a paragraph that begins with one of the template's and runs on into the answer: on the next line, where the words
 * above may have changed a little, or behind the last word.
 */
function splitGlued(
  lines: readonly SourceLine[],
  expected: Paragraphs,
): { readonly prompt: readonly SourceLine[]; readonly answer: readonly SourceLine[] } | undefined {
  const longest = expected.reduce((most, { length }) => Math.max(most, length), 0);
  const words: string[] = [];
  let best: { readonly score: number; readonly lines: number } | undefined;
  for (const [index, { text }] of lines.entries()) {
    const own = wordsOf(text);
    for (const paragraph of expected) {
      const cut = behindWords(text, words, own, paragraph);
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
    const score = greatest(expected.map((paragraph) => similarity(words, paragraph))) ?? 0;
    if (score >= 0.7 && score > (best?.score ?? 0)) best = { score, lines: index + 1 };
  }
  return best && { prompt: lines.slice(0, best.lines), answer: lines.slice(best.lines) };
}

/** Where in a line a paragraph's words end, exactly as they are; undefined where they do not, or are too few to tell. */
function behindWords(
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
  for (const { index, 0: word } of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    seen += 1;
    if (seen < left) continue;
    const end = index + word.length;
    return end + (/^[\p{P}\p{S}]*\s*/u.exec(text.slice(end))?.[0].length ?? 0);
  }
  return undefined;
}

function textOf(lines: readonly SourceLine[]): string {
  return lines.map((line) => line.text).join(' ');
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
