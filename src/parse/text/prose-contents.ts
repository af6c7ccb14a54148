import type { DialectEnv, TextPoint } from '../../markdown/rules.js';
import type { FormulaSource } from '../../markdown/syntax/formulas.js';

/** An image or link in Markdown. */
export interface ProseLink {
  readonly href: string;
  /** Alternative text of an image, or link text. */
  readonly text: string;
  readonly form: 'image' | 'link' | 'html';
  readonly at: TextPoint;
  /** The URL's position, if it is written literally on one line. */
  readonly address?: { readonly at: TextPoint; readonly length: number };
  /** The label of the link reference definition with the URL. */
  readonly definition?: string;
  /** The URL of an image's version for dark pages. */
  readonly dark?: string;
  /** The link that contains this image and nothing but images. */
  readonly link?: ProseLink;
}

/** The contents of Markdown, without rendering it. */
export interface Prose {
  /** Number of words that a reader would count. */
  readonly words: number;
  /** The same, but counting each character of scripts without spaces between words. */
  readonly characters: number;
  /** Whether there is any visible content. */
  readonly visible: boolean;
  readonly images: readonly ProseLink[];
  readonly links: readonly ProseLink[];
  /** Sources of mermaid diagrams. */
  readonly diagrams: readonly { readonly source: string; readonly at: TextPoint }[];
  /** Text, level (1 to 6) and line (0-based) of each heading. */
  readonly headings: readonly { readonly text: string; readonly level: number; readonly line: number }[];
  /** Lines (0-based) of code blocks, including their fences. */
  readonly codeLines: readonly number[];
  readonly removed: NonNullable<DialectEnv['removed']>;
  /** Unclosed `code block`, `comment`, `<details>`. */
  readonly neverClosed: NonNullable<DialectEnv['neverClosed']>;
  /** The first image beyond the limit. */
  readonly firstExtraImage?: TextPoint;
  /** The first formula beyond the limit. */
  readonly firstExtraFormula?: TextPoint;
  readonly formulas: readonly ProseFormula[];
  /** Where blocks or emphasis were first nested too deeply. */
  readonly nestingCut?: TextPoint;
  /** Names that HTML elements have as link targets. */
  readonly htmlTargets: readonly string[];
  /** Lists that are none, since they are indented by four spaces. */
  readonly indentedLists: readonly IndentedList[];
}

/** A formula in Markdown. */
export interface ProseFormula extends FormulaSource {
  readonly at: TextPoint;
}

/** Lines that look like a list and are code, or part of the paragraph above. */
export interface IndentedList {
  readonly at: TextPoint;
  readonly shownAs: 'code' | 'paragraph';
}
