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
  /** 1 to 6; 0 for a bold line. */
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
 * Parses a document's blocks, twice if it must: when an unclosed fence or comment has swallowed the start of a question,
 * the second time every such block ends there.
 */
export function readOutline(source: SourceText, labels?: ReadonlySet<string>): Outline {
  const first = parseBlocks(source);
  const boundaries = swallowedQuestions(source, first.tokens, labels);
  const { tokens, env } =
    boundaries.size === 0
      ? first
      : parseBlocks(source, new Set([...boundaries, ...questionLines(first.tokens, source, labels)]));
  return {
    tokens,
    landmarks: landmarksIn(tokens, source, labels),
    references: env.references ?? {},
  };
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
 * Lines inside fences, comments and raw elements that begin a question which stands nowhere else. A block that is closed
 * may quote a question's heading, so there the heading must come with a prompt.
 */
function swallowedQuestions(source: SourceText, tokens: readonly Token[], labels?: ReadonlySet<string>): Set<number> {
  const visible = new Set(landmarksIn(tokens, source, labels).map((landmark) => landmark.label?.number));
  const swallowed = new Set<number>();
  for (const token of tokens) {
    if ((token.type !== 'fence' && token.type !== 'html_block') || !token.map) continue;
    const [start, end] = token.map;
    for (let line = start + 1; line < end; line += 1) {
      const label = lineLabel(source.lines[line] ?? '', labels);
      if (!label || visible.has(label.number)) continue;
      if (metaOf(token).unclosed || (isPrompted(source, line + 1) && !closesProperly(source, token, line)))
        swallowed.add(line);
    }
  }
  return swallowed;
}

/**
 * Whether a closed comment was closed by its own end: the next comment's end closes it too, but then that comment begins
 * in between. A closed fence gives no such sign, since its beginning and its end look alike.
 */
function closesProperly(source: SourceText, token: Token, line: number): boolean {
  if (token.type === 'fence' || !token.map) return false;
  return !source.lines.slice(line, token.map[1]).some((text) => text.includes('<!--'));
}

function questionLines(tokens: readonly Token[], source: SourceText, labels?: ReadonlySet<string>): readonly number[] {
  return landmarksIn(tokens, source, labels).flatMap((landmark) => (landmark.label ? [landmark.line] : []));
}

const atxHeading = /^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$/;
const boldLine = /^ {0,3}(\*\*|__)(.+?)\1:?\s*$/;

/** Reads one line of source as the start of a question, whatever block it stands in. */
function lineLabel(line: string, labels?: ReadonlySet<string>): QuestionLabel | undefined {
  const title = atxHeading.exec(line)?.[1] ?? boldLine.exec(line)?.[2];
  return title === undefined ? undefined : readLabel(plainText(title), labels);
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
        const title = boldLine.exec(source.lines[line] ?? '')?.[2];
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
