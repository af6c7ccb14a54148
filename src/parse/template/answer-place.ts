/** What a template leaves where an answer belongs. */

import type { SourceLine } from '../document/source.js';
import { blocksOf, excerptParser } from '../parsers.js';
import { holdsPlaceholder } from '../question/placeholder.js';
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

/** The blocks of some lines, without the rules that part questions from each other. */
export function bodyBlocks(lines: readonly SourceLine[]): readonly BodyBlock[] {
  const text = lines.map((line) => line.text);
  return (
    simpleBlocks(text) ??
    blocksOf(text.join('\n'), excerptParser).flatMap(({ type, level, map, nesting }) => {
      if (level !== 0 || !map || nesting < 0 || type === 'hr' || type === 'reference_definition') return [];
      const [start, end] = map;
      return [{ type, start, end, text: text.slice(start, end).join('\n').trim() }];
    })
  );
}

const quoted = /^>/;
/** A line that can be nothing but text: no list, fence, table, heading, rule, element or code. */
const plain = /^(?![-*+>]\s|\d+[.)]\s|[-=*_\s]+$|\[[^\]]*\]:)[^\s#<|~=`][^|]*$/;

/** Blocks that blank lines part, which need no parser; undefined where there may be others. */
function simpleBlocks(lines: readonly string[]): readonly BodyBlock[] | undefined {
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
    if (type === 'paragraph_open' && !own.every((line) => plain.test(line))) return undefined;
    blocks.push({ type, start, end, text: own.join('\n').trim() });
    start = end;
  }
  return blocks;
}

/** Most words of a placeholder: a sentence in italics that is longer asks something. */
const mostWords = 12;
/** Most words of a placeholder that stands alone below its heading, where a prompt could stand as well. */
const fewWords = 5;

const dashed = /^`{0,3}\s*[-–—_*=]{2,}\s*\S[^\n]*?[-–—_*=]{2,}\s*`{0,3}$/;
const comment = /^<!--[\s\S]*-->$/;
const dots = /^(?:\\?[.…_·\s]){2,}$|^…$/;
const emphasised = /^(\*{1,3}|_{1,3})(?![\s*_])[^*\n]*[^\s*_]\1$/;
const bracketed = /^\\?(?:\[[^\]\n]*\]|\([^)\n]*\)|<[^>\n]*>|\{[^}\n]*\})\.?$/;
const note =
  /^(?:todo|tbd|tba|fixme|xxx+|n\/a|to be (?:written|filled|done|answered)|fill (?:in|me|this)|lorem ipsum)\b/i;
const invitation =
  /^(?=.*\b(?:your|here|write|type|insert|put|enter|add)\b)(?:(?:please\s+)?(?:write|type|insert|put|enter|add)\s+)?(?:your\s+)?(?:answer|text|response|solution)s?(?:\s+(?:goes\s+)?here)?[\s.:…!]*$/i;

/** A placeholder as far as templates repeat it: numbers in it differ. */
function placeholderForm(text: string): string {
  return text.replace(/\d+/g, '#').replace(/\s+/g, ' ').trim();
}

/**
 * Whether a block is a place for an answer and asks nothing.
 *
 * @param shared What stands at the end of several questions of the template, in its {@link placeholderForm}.
 * @param alone Whether there is nothing else below the heading.
 */
export function isAnswerPlace({ type, text }: BodyBlock, shared: ReadonlySet<string>, alone = false): boolean {
  if (type === 'fence') {
    const inside = text.split('\n').slice(1, -1).join('\n').trim();
    return inside === '' || dots.test(inside) || holdsPlaceholder(inside) || note.test(inside);
  }
  if (comment.test(text)) return true;
  if (type !== 'paragraph_open' && type !== 'html_block') return false;
  if (shared.has(placeholderForm(text)) && !alone) return true;
  const words = wordsOf(text).length;
  const isShort = words <= (alone ? fewWords : mostWords) && !/[?？]/.test(text);
  const form = dashed.test(text) || dots.test(text) || emphasised.test(text) || bracketed.test(text);
  return (
    (form && (isShort || (dashed.test(text) && words <= mostWords))) ||
    (words <= mostWords && (note.test(text) || invitation.test(text) || holdsPlaceholder(text))) ||
    (readMarker(text)?.rest.trim() === '' && words <= fewWords)
  );
}

/** The forms that stand at the end of at least two, and at least half, of the bodies. */
export function sharedPlaceholders(bodies: readonly (readonly BodyBlock[])[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const body of bodies) {
    const last = body.at(-1);
    if (!last || body.length < 2 || last.type !== 'paragraph_open' || wordsOf(last.text).length > mostWords) continue;
    const form = placeholderForm(last.text);
    counts.set(form, (counts.get(form) ?? 0) + 1);
  }
  const least = Math.max(2, bodies.filter((body) => body.length > 1).length / 2);
  return new Set([...counts].flatMap(([form, count]) => (count >= least ? [form] : [])));
}
