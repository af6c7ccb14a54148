import type { Token } from 'markdown-it';
import { type DialectEnv, metaOf } from '../../markdown/rules.js';
import type { Finding } from '../../model/diagnostic.js';
import { blocksOf, documentParser } from '../parsers.js';
import { identityOf, type Labels } from '../question/label.js';
import { findLandmarks, isPrompted, type Landmark, labelled, labelOfLine, type Unlabelled } from './landmarks.js';
import { type CutSource, cutSource, limits } from './size-limits.js';
import type { SourceText } from './source.js';

/** A document's text with its blocks. It is parsed once, however often its outline is read. */
export interface Document {
  readonly source: SourceText;
  readonly blocks: Blocks;
  /** What is told when a limit cut it short. */
  readonly tooLarge?: Finding;
}

interface Blocks {
  readonly tokens: readonly Token[];
  readonly landmarks: readonly Unlabelled[];
  readonly references: NonNullable<DialectEnv['references']>;
}

/** A report's blocks, seen from above. */
export interface Outline {
  readonly landmarks: readonly Landmark[];
  /** Top-level block tokens of the whole document; lines are those of the source. */
  readonly tokens: readonly Token[];
  /** Link definitions, which hold for the whole document. */
  readonly references: NonNullable<DialectEnv['references']>;
}

/** Parses a document's blocks, as far as the limits go. */
export function readDocument(source: SourceText): Document {
  if (source.lines.length > limits.lines) return readCut(cutSource(source, limits.lines, 'lines'));
  const blocks = parseBlocks(source);
  const surplus = blocks.landmarks[limits.headings];
  return surplus ? readCut(cutSource(source, surplus.line, 'headings')) : { source, blocks };
}

/** Parses what a limit left of a document; another limit may leave less. */
export function readCut({ source, finding }: CutSource): Document {
  return { tooLarge: finding, ...readDocument(source) };
}

function parseBlocks(source: SourceText, boundaries?: readonly number[]): Blocks {
  const env: DialectEnv = boundaries ? { boundaries } : {};
  // Blank lines in place of the front matter keep every line number as it is in the file.
  const text = [...source.lines].fill('', 0, source.bodyStart).join('\n');
  const tokens = blocksOf(text, documentParser, env);
  return { tokens, landmarks: findLandmarks(tokens, source), references: env.references ?? {} };
}

/**
 * Reads a document's outline. When an unclosed fence or comment has swallowed the starts of questions, the document is
 * parsed again with every block ending there: first for the blocks that nothing closes, then for those that only the next
 * block's opening closed.
 *
 * @param labels Those of the template, where it is known.
 */
export function readOutline({ source, blocks: asWritten }: Document, labels?: Labels): Outline {
  let blocks = asWritten;
  for (const swallowed of [inUnclosedBlocks, inBlocksClosedByOthers]) {
    const candidates = candidatesIn(blocks.tokens, source, labels);
    if (candidates.length === 0) continue;
    const visible = labelled(blocks.landmarks, labels).filter((landmark) => landmark.label);
    const found = swallowed(candidates, visible, source);
    if (found.length === 0) continue;
    const starts = [...found.map((line) => sectionAbove(source, line)), ...visible.map((landmark) => landmark.line)];
    blocks = parseBlocks(
      source,
      starts.sort((a, b) => a - b),
    );
  }
  const { tokens, landmarks, references } = blocks;
  return { tokens, landmarks: labelled(landmarks, labels), references };
}

/**
 * The section heading that a swallowed question takes with it, when nothing but a quotation stands between the two. A
 * heading of the first level is more often a comment of the code above.
 */
function sectionAbove(source: SourceText, line: number): number {
  const level = hashes(source.lines[line]);
  let above = line - 1;
  while (above >= 0 && /^\s*$|^ {0,3}>/.test(source.lines[above] ?? '')) above -= 1;
  const rank = hashes(source.lines[above]);
  return rank > 1 && rank < level ? above : line;
}

/** The level of a line that is a heading; 0 for any other. */
function hashes(line = ''): number {
  return /^ {0,3}(#{1,6})[ \t]/.exec(line)?.[1]?.length ?? 0;
}

/** A line inside a fence, a comment or a raw element that reads like the start of a question. */
interface Candidate {
  readonly line: number;
  readonly identity: string;
  /** Null where a label has no whole number. */
  readonly number: number | null;
  readonly block: Token;
}

function candidatesIn(tokens: readonly Token[], source: SourceText, labels?: Labels): readonly Candidate[] {
  const candidates: Candidate[] = [];
  for (const block of tokens) {
    if ((block.type !== 'fence' && block.type !== 'html_block') || !block.map) continue;
    for (let line = block.map[0] + 1; line < block.map[1]; line += 1) {
      const label = labelOfLine(source.lines[line] ?? '', labels);
      if (label) candidates.push({ line, identity: identityOf(label), number: label.number, block });
    }
  }
  return candidates;
}

type FindSwallowed = (
  candidates: readonly Candidate[],
  visible: readonly Landmark[],
  source: SourceText,
) => readonly number[];

function identitiesOf(landmarks: readonly Landmark[]): ReadonlySet<string> {
  return new Set(landmarks.flatMap(({ label }) => (label ? [identityOf(label)] : [])));
}

const inUnclosedBlocks: FindSwallowed = (candidates, visible) => {
  const present = identitiesOf(visible);
  return candidates
    .filter(({ block, identity }) => metaOf(block).unclosed && !present.has(identity))
    .map(({ line }) => line);
};

/**
 * A closed block may quote a question, so here the heading must come with a prompt, and its label must be one that the
 * document lacks; a number, one between those it has, or the next.
 */
const inBlocksClosedByOthers: FindSwallowed = (candidates, visible, source) => {
  const present = identitiesOf(visible);
  let highest = visible.reduce((most, { label }) => Math.max(most, label?.number ?? 0), 0);
  const closesProperly = properClosings(source);
  return candidates.flatMap(({ line, identity, number, block }) => {
    const lacking = !present.has(identity) && (number ?? 0) <= highest + 1;
    if (!lacking || !isPrompted(source, line + 1) || closesProperly(block, line)) return [];
    highest = Math.max(highest, number ?? 0);
    return [line];
  });
};

/**
 * Whether a closed comment or raw element was closed by its own end: the next one's end closes it too, but then that
 * one begins in between. A closed fence gives no such sign, since its beginning and its end look alike.
 */
function properClosings({ lines }: SourceText): (block: Token, line: number) => boolean {
  /** The last line of each block on which something else begins; a block may hold thousands of candidates. */
  const lastOpenings = new Map<Token, number>();
  const lastOpening = (block: Token): number => {
    const known = lastOpenings.get(block);
    if (known !== undefined) return known;
    const [from, to] = block.map ?? [0, 0];
    let last = to - 1;
    while (last >= from && !/<!--|^ {0,3}<(?:pre|script|style|textarea)\b/i.test(lines[last] ?? '')) last -= 1;
    lastOpenings.set(block, last);
    return last;
  };
  return (block, line) => block.type !== 'fence' && lastOpening(block) < line;
}
