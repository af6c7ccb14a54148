/** Recognises answer fields: what a template puts in the place of an answer. */

import type { SourceLine } from '../document/source.js';
import { blocksOf, excerptParser } from '../parsers.js';
import { containsPlaceholder } from '../question/placeholder.js';
import { readMarker } from '../question/prompt.js';
import { wordsOf } from '../text/similarity.js';

/** A top-level block of a question's lines. */
export interface BodyBlock {
  readonly type: string;
  /** Relative to the first line; the end is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The blocks of some lines, without the thematic breaks that separate questions. */
export function bodyBlocks(lines: readonly SourceLine[]): readonly BodyBlock[] {
  const text = lines.map((line) => line.text);
  return (
    trySimpleBlocks(text) ??
    blocksOf(text.join('\n'), excerptParser).flatMap(({ type, level, map, nesting }) => {
      if (level !== 0 || !map || nesting < 0 || type === 'hr' || type === 'reference_definition') return [];
      const [start, end] = map;
      return [{ type, start, end, text: text.slice(start, end).join('\n').trim() }];
    })
  );
}

const quoted = /^>/;
/** A line that can only be paragraph text: no list, fence, table, heading, rule, HTML or code. */
const plainLine = /^(?![-*+>]\s|\d+[.)]\s|[-=*_\s]+$|\[[^\]]*\]:)[^\s#<|~=`][^|]*$/;

/** Splits at blank lines without a parser; undefined if there may be other kinds of blocks. */
function trySimpleBlocks(lines: readonly string[]): readonly BodyBlock[] | undefined {
  const blocks: BodyBlock[] = [];
  for (let start = 0; start < lines.length; ) {
    if (lines[start] === '') {
      start += 1;
      continue;
    }
    let end = start;
    while (end < lines.length && lines[end] !== '') end += 1;
    const own = lines.slice(start, end);
    const type = own.every((line) => quoted.test(line)) ? 'blockquote_open' : 'paragraph_open';
    if (type === 'paragraph_open' && !own.every((line) => plainLine.test(line))) return undefined;
    blocks.push({ type, start, end, text: own.join('\n').trim() });
    start = end;
  }
  return blocks;
}

/** Maximum number of words of a placeholder: a longer sentence in italics is a prompt. */
const maxPlaceholderWords = 12;
/** Maximum number of words of a placeholder that is alone below its heading, where a prompt could be as well. */
const maxWordsAlone = 5;

const dashed = /^`{0,3}\s*[-–—_*=]{2,}\s*\S[^\n]*?[-–—_*=]{2,}\s*`{0,3}$/;
const comment = /^<!--[\s\S]*-->$/;
const dots = /^(?:\\?[.…_·\s]){2,}$|^…$/;
const emphasised = /^(\*{1,3}|_{1,3})(?![\s*_])[^*\n]*[^\s*_]\1$/;
const bracketed = /^\\?(?:\[[^\]\n]*\]|\([^)\n]*\)|<[^>\n]*>|\{[^}\n]*\})\.?$/;
const note =
  /^(?:todo|tbd|tba|fixme|xxx+|n\/a|to be (?:written|filled|done|answered)|fill (?:in|me|this)|lorem ipsum)\b/i;
const invitation =
  /^(?=.*\b(?:your|here|write|type|insert|put|enter|add)\b)(?:(?:please\s+)?(?:write|type|insert|put|enter|add)\s+)?(?:your\s+)?(?:answer|text|response|solution)s?(?:\s+(?:goes\s+)?here)?[\s.:…!]*$/i;

/** Normalizes a placeholder for comparison: numbers in it differ. */
function placeholderForm(text: string): string {
  return text.replace(/\d+/g, '#').replace(/\s+/g, ' ').trim();
}

/**
 * Whether a block is an answer field and not part of the prompt.
 *
 * @param shared Texts at the end of several questions of the template, in their {@link placeholderForm}.
 * @param alone Whether it is the only block below the heading.
 */
export function isAnswerField({ type, text }: BodyBlock, shared: ReadonlySet<string>, alone = false): boolean {
  if (type === 'fence') {
    const inside = text.split('\n').slice(1, -1).join('\n').trim();
    return inside === '' || dots.test(inside) || containsPlaceholder(inside) || note.test(inside);
  }
  if (comment.test(text)) return true;
  if (type !== 'paragraph_open' && type !== 'html_block') return false;
  if (shared.has(placeholderForm(text)) && !alone) return true;
  const words = wordsOf(text).length;
  const isShort = words <= (alone ? maxWordsAlone : maxPlaceholderWords) && !/[?？]/.test(text);
  const form = dashed.test(text) || dots.test(text) || emphasised.test(text) || bracketed.test(text);
  return (
    (form && (isShort || (dashed.test(text) && words <= maxPlaceholderWords))) ||
    (words <= maxPlaceholderWords && (note.test(text) || invitation.test(text) || containsPlaceholder(text))) ||
    (readMarker(text)?.rest.trim() === '' && words <= maxWordsAlone)
  );
}

/** The forms that occur at the end of at least two, and at least half, of the bodies. */
export function sharedPlaceholders(bodies: readonly (readonly BodyBlock[])[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const body of bodies) {
    const last = body.at(-1);
    if (!last || body.length < 2 || last.type !== 'paragraph_open' || wordsOf(last.text).length > maxPlaceholderWords)
      continue;
    const form = placeholderForm(last.text);
    counts.set(form, (counts.get(form) ?? 0) + 1);
  }
  const least = Math.max(2, bodies.filter((body) => body.length > 1).length / 2);
  return new Set([...counts].flatMap(([form, count]) => (count >= least ? [form] : [])));
}
