import type { Token } from 'markdown-it';
import { type DialectEnv, metaOf } from '../../markdown/rules.js';
import type { Finding } from '../../model/diagnostic.js';
import { blocksOf, documentParser } from '../parsers.js';
import { identityOf, type Labels } from '../question/label.js';
import {
  findHeadingLines,
  type HeadingLine,
  isPrompted,
  labelled,
  labelOfLine,
  type Unlabelled,
} from './heading-lines.js';
import { type CutSource, cutSource, limits } from './size-limits.js';
import type { SourceText } from './source.js';

/** A document's text with its parsed blocks. It is parsed once, however often its outline is read. */
export interface Document {
  readonly source: SourceText;
  readonly blocks: Blocks;
  /** The finding if a limit cut the document short. */
  readonly tooLarge?: Finding;
}

interface Blocks {
  readonly tokens: readonly Token[];
  readonly headingLines: readonly Unlabelled[];
  readonly references: NonNullable<DialectEnv['references']>;
}

/** The structure of a document. */
export interface Outline {
  readonly headingLines: readonly HeadingLine[];
  /** Block tokens of the whole document; line numbers are those of the source. */
  readonly tokens: readonly Token[];
  /** Link reference definitions of the whole document. */
  readonly references: NonNullable<DialectEnv['references']>;
}

/** Parses a document's blocks within the limits. */
export function readDocument(source: SourceText): Document {
  if (source.lines.length > limits.lines) return readCut(cutSource(source, limits.lines, 'lines'));
  const blocks = parseBlocks(source);
  const firstExtra = blocks.headingLines[limits.headings];
  return firstExtra ? readCut(cutSource(source, firstExtra.line, 'headings')) : { source, blocks };
}

/** Parses what one limit left of a document; another limit may cut it further. */
export function readCut({ source, finding }: CutSource): Document {
  return { tooLarge: finding, ...readDocument(source) };
}

function parseBlocks(source: SourceText, boundaries?: readonly number[]): Blocks {
  const env: DialectEnv = boundaries ? { boundaries } : {};
  // Front matter is replaced by blank lines, which keeps the line numbers.
  const text = [...source.lines].fill('', 0, source.bodyStart).join('\n');
  const tokens = blocksOf(text, documentParser, env);
  return { tokens, headingLines: findHeadingLines(tokens, source), references: env.references ?? {} };
}

/**
 * Reads a document's outline. If an unclosed fence or comment swallowed the starts of questions, the document is parsed
 * again with those as block boundaries: first for unclosed blocks, then for blocks that were closed only by the opening
 * of the next block.
 *
 * @param labels Those of the template, if known.
 */
export function readOutline({ source, blocks: original }: Document, labels?: Labels): Outline {
  let blocks = original;
  for (const swallowed of [inUnclosedBlocks, inBlocksClosedByOthers]) {
    const candidates = candidatesIn(blocks.tokens, source, labels);
    if (candidates.length === 0) continue;
    const visible = labelled(blocks.headingLines, labels).filter((headingLine) => headingLine.label);
    const found = swallowed(candidates, visible, source);
    if (found.length === 0) continue;
    const starts = [
      ...found.map((line) => sectionAbove(source, line)),
      ...visible.map((headingLine) => headingLine.line),
    ];
    blocks = parseBlocks(
      source,
      starts.sort((a, b) => a - b),
    );
  }
  const { tokens, headingLines, references } = blocks;
  return { tokens, headingLines: labelled(headingLines, labels), references };
}

/**
 * The section heading directly above a swallowed question, with nothing but a quotation between the two. Level-1
 * headings are excluded: they are more often comments in code.
 */
function sectionAbove(source: SourceText, line: number): number {
  const level = headingLevel(source.lines[line]);
  let above = line - 1;
  while (above >= 0 && /^\s*$|^ {0,3}>/.test(source.lines[above] ?? '')) above -= 1;
  const levelAbove = headingLevel(source.lines[above]);
  return levelAbove > 1 && levelAbove < level ? above : line;
}

/** The level of a line that is a heading; 0 for any other. */
function headingLevel(line = ''): number {
  return /^ {0,3}(#{1,6})[ \t]/.exec(line)?.[1]?.length ?? 0;
}

/** A line inside a fence, a comment or a raw-text element that looks like the start of a question. */
interface Candidate {
  readonly line: number;
  readonly identity: string;
  /** Null if the label is not a whole number. */
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
  visible: readonly HeadingLine[],
  source: SourceText,
) => readonly number[];

function identitiesOf(headingLines: readonly HeadingLine[]): ReadonlySet<string> {
  return new Set(headingLines.flatMap(({ label }) => (label ? [identityOf(label)] : [])));
}

const inUnclosedBlocks: FindSwallowed = (candidates, visible) => {
  const present = identitiesOf(visible);
  return candidates
    .filter(({ block, identity }) => metaOf(block).unclosed && !present.has(identity))
    .map(({ line }) => line);
};

/**
 * A closed block may quote a question, so here the heading must be followed by a prompt, and its label must be missing
 * in the document; a number must be at most one more than the highest.
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
 * Whether a closed comment or raw-text element was closed by its own end: if the end of the next one closed it, that
 * one begins in between. For fences this is undecidable, since opening and closing fence look alike.
 */
function properClosings({ lines }: SourceText): (block: Token, line: number) => boolean {
  /** The last line in each block on which another one opens; cached, since a block may have thousands of candidates. */
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
  return (block, line) => block.type !== 'fence' && lastOpening(block) < line && !isClosedByOther(block);
}

/** Whether a raw-text element ends at the end tag of another, as CommonMark has it: `<pre>` at `</script>`. */
function isClosedByOther({ content }: Token): boolean {
  const name = /^\s*<(pre|script|style|textarea)\b/i.exec(content)?.[1];
  return name !== undefined && !new RegExp(`</${name}>`, 'i').test(content);
}
