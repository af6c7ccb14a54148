import type { MarkdownIt, Token } from 'markdown-it';
import { reportMarkdown } from '../markdown/dialect.js';
import { type DialectEnv, metaOf } from '../markdown/rules.js';
import { type QuestionLabel, readAnyLabel, readLabel } from './label.js';
import type { SourceText } from './source.js';

/** A line that might begin a question or a section: a heading, or a line that is bold from end to end. */
export interface Landmark {
  /** 0-based; `bodyLine` is the first line behind it. */
  readonly line: number;
  readonly bodyLine: number;
  /** 1 to 6; 0 for a line that is only written like a heading. */
  readonly level: number;
  /** Plain text. */
  readonly title: string;
  readonly form: 'atx' | 'setext' | 'bold';
  readonly label?: QuestionLabel;
  /** Whether a blockquote follows, as a prompt does. */
  readonly prompted: boolean;
}

/** A report's blocks, seen from above. */
export interface Outline {
  readonly landmarks: readonly Landmark[];
  /** Top-level block tokens of the whole document; lines are those of the source. */
  readonly tokens: readonly Token[];
  /** Link definitions, which hold for the whole document. */
  readonly references: NonNullable<DialectEnv['references']>;
}

const md: MarkdownIt = reportMarkdown();

/**
 * Parses a document's blocks. When an unclosed fence or comment has swallowed the starts of questions, it is parsed again
 * with every block ending there: first for the blocks that nothing closes, then for those that only the next block's
 * opening closed.
 */
export function readOutline(source: SourceText, labels?: ReadonlySet<string>): Outline {
  let { tokens, env } = parseBlocks(source);
  for (const swallowed of [inUnclosedBlocks, inBlocksClosedByOthers]) {
    const visible = landmarksIn(tokens, source, labels).filter((landmark) => landmark.label);
    const found = swallowed(candidatesIn(tokens, source, labels), visible, source);
    if (found.length === 0) continue;
    const starts = [...found.map((line) => sectionAbove(source, line)), ...visible.map((landmark) => landmark.line)];
    ({ tokens, env } = parseBlocks(source, new Set(starts)));
  }
  return { tokens, landmarks: landmarksIn(tokens, source, labels), references: env.references ?? {} };
}

function parseBlocks(
  source: SourceText,
  boundaries?: ReadonlySet<number>,
): { readonly tokens: Token[]; readonly env: DialectEnv } {
  const env: DialectEnv = boundaries ? { boundaries } : {};
  // Blank lines in place of the front matter keep every line number as it is in the file.
  const text = source.lines.map((line, index) => (index < source.bodyStart ? '' : line)).join('\n');
  const tokens: Token[] = [];
  md.block.parse(text, md, env, tokens);
  return { tokens, env };
}

/**
 * The section heading that a swallowed question takes with it, when nothing but a quotation stands between the two. A
 * heading of the first level is more often a comment of the code above.
 */
function sectionAbove(source: SourceText, line: number): number {
  const level = hashes(source.lines[line]);
  const above = source.lines.slice(0, line).findLastIndex((text) => text.trim() !== '' && !/^ {0,3}>/.test(text));
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
  readonly number: number;
  readonly block: Token;
}

function candidatesIn(
  tokens: readonly Token[],
  source: SourceText,
  labels?: ReadonlySet<string>,
): readonly Candidate[] {
  return tokens.flatMap((block) => {
    if ((block.type !== 'fence' && block.type !== 'html_block') || !block.map) return [];
    const [start, end] = block.map;
    return source.lines.slice(start + 1, end).flatMap((text, index) => {
      const label = lineLabel(text, labels);
      return label ? [{ line: start + 1 + index, number: label.number, block }] : [];
    });
  });
}

type FindSwallowed = (
  candidates: readonly Candidate[],
  visible: readonly Landmark[],
  source: SourceText,
) => readonly number[];

const inUnclosedBlocks: FindSwallowed = (candidates, visible) => {
  const numbers = new Set(visible.map(({ label }) => label?.number));
  return candidates
    .filter(({ block, number }) => metaOf(block).unclosed && !numbers.has(number))
    .map(({ line }) => line);
};

/**
 * A closed block may quote a question, so here the heading must come with a prompt, and its number must be one that the
 * document lacks: between those it has, or the next.
 */
const inBlocksClosedByOthers: FindSwallowed = (candidates, visible, source) => {
  const numbers = new Set(visible.map(({ label }) => label?.number ?? 0));
  let highest = Math.max(0, ...numbers);
  return candidates.flatMap(({ line, number, block }) => {
    const lacking = !numbers.has(number) && number <= highest + 1;
    if (!lacking || !isPrompted(source, line + 1) || closesProperly(source, block, line)) return [];
    highest = Math.max(highest, number);
    return [line];
  });
};

/**
 * Whether a closed comment or raw element was closed by its own end: the next one's end closes it too, but then that
 * one begins in between. A closed fence gives no such sign, since its beginning and its end look alike.
 */
function closesProperly(source: SourceText, block: Token, line: number): boolean {
  if (block.type === 'fence') return false;
  return !source.lines
    .slice(line, block.map?.[1])
    .some((text) => /<!--|^ {0,3}<(?:pre|script|style|textarea)\b/i.test(text));
}

const atxHeading = /^ {0,3}#{1,6}[ \t]+(?=\S)/;
/** `###Question 7`: no heading to CommonMark, but what else could it be. */
const gluedHeading = /^ {0,3}#{1,6}(?=[^\s#])/;
const boldLine = /^ {0,3}(\*\*|__)(.+?)\1:?\s*$/;

/** Reads one line of source as the start of a question, whatever block it stands in. */
function lineLabel(line: string, labels?: ReadonlySet<string>): QuestionLabel | undefined {
  const heading = atxHeading.exec(line)?.[0];
  // Marks that close a heading do not hide its number, so they need not be taken off.
  const title = heading === undefined ? titleWithoutHeading(line) : line.slice(heading.length);
  return title === undefined ? undefined : readLabel(plainText(title), labels);
}

/** What a line says that is written like a heading without being one. */
function titleWithoutHeading(line: string): string | undefined {
  const glued = gluedHeading.exec(line)?.[0];
  return glued === undefined ? boldLine.exec(line)?.[2] : line.slice(glued.length);
}

function landmarksIn(tokens: readonly Token[], source: SourceText, labels?: ReadonlySet<string>): readonly Landmark[] {
  const landmarks: Landmark[] = [];
  const add = (landmark: Omit<Landmark, 'label' | 'prompted'>): void => {
    const label = readLabel(landmark.title, labels);
    landmarks.push({ ...landmark, ...(label ? { label } : {}), prompted: isPrompted(source, landmark.bodyLine) });
  };
  tokens.forEach((token, index) => {
    if (token.level !== 0 || !token.map) return;
    const [start, end] = token.map;
    if (token.type === 'heading_open') {
      const title = plainText(tokens[index + 1]?.content ?? '');
      add({
        line: start,
        bodyLine: end,
        level: Number(token.tag.slice(1)),
        title,
        form: token.markup.startsWith('#') ? 'atx' : 'setext',
      });
    } else if (token.type === 'paragraph_open') {
      for (let line = start; line < end; line += 1) {
        const title = titleWithoutHeading(source.lines[line] ?? '');
        if (title !== undefined && readAnyLabel(title))
          add({ line, bodyLine: line + 1, level: 0, title: plainText(title), form: 'bold' });
      }
    }
  });
  return landmarks;
}

function isPrompted(source: SourceText, bodyLine: number): boolean {
  const next = source.lines.slice(bodyLine, bodyLine + 4).find((line) => line.trim() !== '');
  return next !== undefined && /^ {0,3}>/.test(next);
}

/** The text of inline Markdown, without markup. */
export function plainText(markdown: string): string {
  const tokens = md.parseInline(markdown, {})[0]?.children ?? [];
  return tokens
    .map((token) =>
      token.type === 'softbreak' || token.type === 'hardbreak'
        ? ' '
        : token.type === 'html_inline'
          ? ''
          : token.content,
    )
    .join('')
    .trim();
}
