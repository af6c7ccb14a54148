import type { Env, MarkdownIt, StateBlock, StateCore, StateInline, Token } from 'markdown-it';

/** A rule of markdown-it's block parser. */
export type BlockRule = (state: StateBlock, startLine: number, endLine: number, silent: boolean) => boolean;

/** A rule of markdown-it's inline parser. */
export type InlineRule = (state: StateInline, silent: boolean) => boolean;

/** A core rule of markdown-it, which works on the whole token list. */
export type CoreRule = (state: StateCore) => void;

type References = NonNullable<Env['references']>;

/**
 * Link definitions for parsing one excerpt of a document: inherits those of the whole document, and collects its own
 * without changing them. Not a copy, since a document may have as many excerpts as definitions.
 */
export function inheritReferences(references: Readonly<References>): References {
  return Object.create(references) as References;
}

/** What the rules of this folder read from markdown-it's environment and store in it. */
export interface DialectEnv extends Env {
  /** Lines (0-based) at which every open block ends: the starts of the questions, ascending. */
  boundaries?: readonly number[];
  /** Footnote references so far, for the limit on them. */
  footnoteReferences?: number;
  /** Empty cells that were added to short table rows so far, for the limit on them. */
  paddingCells?: number;
  /** What was removed because a reader could not see it. */
  removed?: Removed[];
  /** HTML elements and comments that were opened and never closed. */
  neverClosed?: UnclosedHtml[];
  /** The first image beyond the limit. */
  firstExtraImage?: TextPoint;
  /** Links written as HTML. */
  htmlLinks?: HtmlLink[];
}

/** A position in the parsed text, both numbers 0-based. */
export interface TextPoint {
  readonly line: number;
  readonly column: number;
}

/** A range of characters of a block's content, the end exclusive. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

/** Something that was removed from the page because a reader could not see it. */
export interface Removed {
  /** What was removed, with its article: `a comment`, `a <script> element`. */
  readonly what: string;
  readonly at: TextPoint;
}

/** A link written as HTML. */
export interface HtmlLink {
  readonly href: string;
  readonly at: TextPoint;
}

/** An HTML element or comment that is never closed. */
export interface UnclosedHtml {
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
 * Finds a rule that markdown-it registered, so that it can be wrapped. markdown-it documents replacing a rule, not
 * wrapping one; its private table is the only access to the original.
 *
 * @throws Error when markdown-it has no rule of that name, which means that its rules were renamed.
 */
function registered<Rule>(ruler: RuleTable<Rule>, name: string): { readonly fn: Rule; readonly alt: string[] } {
  const entry = ruler.__rules__.find((rule) => rule.name === name);
  if (!entry) throw new Error(`markdown-it has no rule named ${name}`);
  return entry;
}

/** Replaces a block rule with one that may call the original. */
export function wrapBlockRule(md: MarkdownIt, name: string, wrap: (original: BlockRule) => BlockRule): void {
  const { fn, alt } = registered<BlockRule>(md.block.ruler as unknown as RuleTable<BlockRule>, name);
  md.block.ruler.at(name, wrap(fn), { alt });
}

/** The first character of a line after its indentation: enough for most rules to reject the line cheaply. */
export function firstCharacter({ src, bMarks, tShift }: StateBlock, line: number): string | undefined {
  return src[(bMarks[line] ?? 0) + (tShift[line] ?? 0)];
}

/** Replaces an inline rule with one that may call the original. */
export function wrapInlineRule(md: MarkdownIt, name: string, wrap: (original: InlineRule) => InlineRule): void {
  const { fn } = registered<InlineRule>(md.inline.ruler as unknown as RuleTable<InlineRule>, name);
  md.inline.ruler.at(name, wrap(fn));
}

/** Replaces a core rule with one that may call the original. */
export function wrapCoreRule(md: MarkdownIt, name: string, wrap: (original: CoreRule) => CoreRule): void {
  const { fn } = registered<CoreRule>(md.core.ruler as unknown as RuleTable<CoreRule>, name);
  md.core.ruler.at(name, wrap(fn));
}

/** Reads the metadata that the rules of this folder left on a token. */
export function metaOf(token: Token): TokenMeta {
  return (token.meta ?? {}) as TokenMeta;
}

/** Adds to the metadata of a token. */
export function addMeta(token: Token, meta: TokenMeta): void {
  token.meta = { ...(token.meta as TokenMeta | null), ...meta };
}

/** A link around an image; positions as in {@link TokenMeta}. */
export interface ImageLink {
  readonly href: string;
  readonly at: number;
  readonly address?: TextRange;
  readonly label?: string;
}

/** Metadata that the rules of this folder leave on tokens. */
export interface TokenMeta {
  /** Offset of an inline token in its block's content. */
  readonly at?: number;
  /** The range of the URL of an image or link in its block's content. */
  readonly address?: TextRange;
  /**
   * The label, as Markdown normalizes it, of the link reference definition that a link refers to or that a token is.
   */
  readonly label?: string;
  /**
   * The column (0-based) at which a block's content begins on its first line, where it cannot be computed from the
   * text.
   */
  readonly column?: number;
  /** Nothing closes the block, so it runs to the end of its container. */
  readonly unclosed?: boolean;
  /** Set for an image that was written as an HTML element, with the width it requested in pixels. */
  readonly html?: { readonly width?: number };
  /** The URL of the version of an image for dark pages. */
  readonly dark?: string;
  /** The link around an image, with nothing else in it. */
  readonly link?: ImageLink;
  /** The state of a task list item. */
  readonly task?: { readonly done: boolean };
}
