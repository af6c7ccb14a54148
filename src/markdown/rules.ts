import type { Env, MarkdownIt, StateBlock, StateCore, StateInline, Token } from 'markdown-it';

/** A rule of markdown-it's block parser. */
export type BlockRule = (state: StateBlock, startLine: number, endLine: number, silent: boolean) => boolean;

/** A rule of markdown-it's inline parser. */
export type InlineRule = (state: StateInline, silent: boolean) => boolean;

/** A rule of markdown-it's chain, which works on all tokens. */
export type CoreRule = (state: StateCore) => void;

type References = NonNullable<Env['references']>;

/**
 * Link definitions for reading one piece of a document: those of the whole document hold, and its own are added without
 * changing them. They are not copied, since a document may have as many pieces as definitions.
 */
export function inheriting(references: Readonly<References>): References {
  return Object.create(references) as References;
}

/** What the rules of this dialect read from and leave behind in markdown-it's environment. */
export interface DialectEnv extends Env {
  /** Lines (0-based) at which every open block ends: the starts of the questions. Ascending. */
  boundaries?: readonly number[];
  /** References to footnotes so far. */
  noteReferences?: number;
  /** Empty cells that tables were filled up with. */
  filledCells?: number;
  /** What was taken out because a reader could not see it. */
  removed?: Removed[];
  /** HTML elements and comments that were opened and never closed. */
  neverClosed?: NeverClosed[];
  /** The first image that is too many to be shown. */
  surplusImage?: TextPoint;
  /** Links written in HTML. */
  htmlLinks?: HtmlLink[];
}

/** A point in the text that was parsed, both numbers 0-based. */
export interface TextPoint {
  readonly line: number;
  readonly column: number;
}

/** A range of characters of a block's content, the end exclusive. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

export interface Removed {
  /** What it was, with its article: `a comment`, `a <script> element`. */
  readonly what: string;
  readonly at: TextPoint;
}

export interface HtmlLink {
  readonly href: string;
  readonly at: TextPoint;
}

export interface NeverClosed {
  /** What was opened: `<details>`, `comment`. */
  readonly what: string;
  readonly at: TextPoint;
  /** Whether its tag is shown as text. */
  readonly literal?: boolean;
}

type RuleTable<Rule> = {
  readonly __rules__: readonly { readonly name: string; readonly fn: Rule; readonly alt: string[] }[];
};

/**
 * Finds a rule that markdown-it registered itself, so that it can be wrapped. markdown-it documents replacing a rule,
 * not wrapping one; its table is the only way to the original.
 *
 * @throws Error when markdown-it has no rule of that name, which means that its rules were renamed.
 */
function registered<Rule>(ruler: RuleTable<Rule>, name: string): { readonly fn: Rule; readonly alt: string[] } {
  const entry = ruler.__rules__.find((rule) => rule.name === name);
  if (!entry) throw new Error(`markdown-it has no rule named ${name}`);
  return entry;
}

/** Replaces a block rule by one that may call the original. */
export function wrapBlockRule(md: MarkdownIt, name: string, wrap: (original: BlockRule) => BlockRule): void {
  const { fn, alt } = registered<BlockRule>(md.block.ruler as unknown as RuleTable<BlockRule>, name);
  md.block.ruler.at(name, wrap(fn), { alt });
}

/** The first character of a line, behind its indentation: most rules need no more to say no. */
export function firstCharacter({ src, bMarks, tShift }: StateBlock, line: number): string | undefined {
  return src[(bMarks[line] ?? 0) + (tShift[line] ?? 0)];
}

/** Replaces an inline rule by one that may call the original. */
export function wrapInlineRule(md: MarkdownIt, name: string, wrap: (original: InlineRule) => InlineRule): void {
  const { fn } = registered<InlineRule>(md.inline.ruler as unknown as RuleTable<InlineRule>, name);
  md.inline.ruler.at(name, wrap(fn));
}

/** Replaces a rule of the chain by one that may call the original. */
export function wrapCoreRule(md: MarkdownIt, name: string, wrap: (original: CoreRule) => CoreRule): void {
  const { fn } = registered<CoreRule>(md.core.ruler as unknown as RuleTable<CoreRule>, name);
  md.core.ruler.at(name, wrap(fn));
}

/** Reads a value that one of this dialect's rules left on a token. */
export function metaOf(token: Token): TokenMeta {
  return (token.meta ?? {}) as TokenMeta;
}

/** Adds to what this dialect's rules know about a token. */
export function addMeta(token: Token, meta: TokenMeta): void {
  token.meta = { ...(token.meta as TokenMeta | null), ...meta };
}

/** What this dialect's rules leave on tokens. */
export interface TokenMeta {
  /** Where an inline token begins, in characters from the start of its block's content. */
  readonly at?: number;
  /** Where the address of an image or a link is written, in characters from the start of its block's content. */
  readonly address?: TextRange;
  /** The name, as Markdown normalises it, of the definition that a link refers to or that a token is. */
  readonly label?: string;
  /** The column (0-based) at which a block's content begins on its first line, where its text alone cannot tell. */
  readonly column?: number;
  /** The block runs to the end of its container because nothing closes it. */
  readonly unclosed?: boolean;
  /** An image that was written as an HTML element, and the width it asked for in pixels. */
  readonly html?: { readonly width?: number };
  /** The state of a task list's item. */
  readonly task?: { readonly done: boolean };
}
