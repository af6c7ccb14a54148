import type { Token } from 'markdown-it';
import { scanHtml } from '../../markdown/html/scan-html.js';
import { pointInBlock } from '../../markdown/positions.js';
import { type DialectEnv, inheritReferences, metaOf, type TextPoint, type TokenMeta } from '../../markdown/rules.js';
import { isDiagramFence } from '../../markdown/syntax/diagram-fence.js';
import { type FormulaSource, formulaOf } from '../../markdown/syntax/formulas.js';
import { notesEnv } from '../../model/notes.js';
import { type ExcerptEnv, excerptParser } from '../parsers.js';
import type { FullExcerpt } from './full-excerpt.js';
import { indentedListItems, lineOfIndentedList } from './indented-lists.js';
import { measureText } from './words.js';

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

const emptyProse: Prose = {
  words: 0,
  characters: 0,
  visible: false,
  images: [],
  links: [],
  diagrams: [],
  headings: [],
  codeLines: [],
  removed: [],
  neverClosed: [],
  formulas: [],
  htmlTargets: [],
  indentedLists: [],
};

/** Every figure, link, heading, code block or HTML element contains one of these. */
const markupHint = /[[<#@]|\/\/|mailto:|```|~~~/i;

/** Parses an excerpt. `references` are the link reference definitions of the whole document. */
export function readProse(
  excerpt: FullExcerpt,
  references: NonNullable<DialectEnv['references']> = {},
  options: Pick<DialectEnv, 'plainDollars'> = {},
): Prose {
  const { markdown } = excerpt;
  return markdown === ''
    ? emptyProse
    : proseOf(markdown, { ...options, references: inheritReferences(references), ...notesEnv(excerpt) });
}

/** Parses an excerpt whose words are not counted, such as a prompt: the rest of {@link Prose} is complete. */
export function readWithoutWords(excerpt: FullExcerpt, references: NonNullable<DialectEnv['references']> = {}): Prose {
  const { markdown } = excerpt;
  if (!markupHint.test(markdown)) return emptyProse;
  const read = (): Prose =>
    proseOf(markdown, {
      references: inheritReferences(references),
      onlyMatching: markupHint,
      ...notesEnv(excerpt),
    });
  // A bracket may refer to a definition anywhere in the report.
  if (markdown.includes('[') || markdown.length > maxCachedLength) return read();
  const prose = cache.get(markdown) ?? read();
  if (cache.size >= maxEntries) cache.clear();
  cache.set(markdown, prose);
  return prose;
}

/** What prompts contain, since all reports of a course have the same prompts. */
const cache = new Map<string, Prose>();

/** Maximum number of entries, and of characters of a text in the cache. */
const maxEntries = 1000;
const maxCachedLength = 4000;

function proseOf(markdown: string, env: ExcerptEnv): Prose {
  const tokens = excerptParser.parse(markdown, env);
  const reader = new ProseReader(markdown.split('\n'), env);
  for (const token of tokens) reader.block(token);
  const { openFences, ...found } = reader.result();
  const htmlLinks = (env.htmlLinks ?? []).map((link): ProseLink => ({ ...link, text: '', form: 'html' }));
  return {
    ...found,
    links: [...found.links, ...htmlLinks],
    codeLines: env.codeLines ?? [],
    removed: env.removed ?? [],
    neverClosed: [
      ...openFences.map((at) => ({ what: 'code block', at })),
      ...(env.openDeclarations ?? []).map((at) => ({ what: 'declaration', at, literal: true })),
      ...(env.neverClosed ?? []),
    ],
    htmlTargets: env.htmlTargets ?? [],
    ...(env.nestingCut ? { nestingCut: env.nestingCut } : {}),
    ...(env.firstExtraImage ? { firstExtraImage: env.firstExtraImage } : {}),
    ...(env.firstExtraFormula ? { firstExtraFormula: env.firstExtraFormula } : {}),
  };
}

/** What answers without a word, such as a tick; punctuation does not, nor does an empty box. */
const symbol = /[√\p{So}](?<![☐□▢])/u;

/** Autolinked URLs, which do not count as words. */
function isAutolink(token: Token): boolean {
  return token.markup === 'linkify' || token.markup === 'autolink';
}

class ProseReader {
  private words = 0;
  private characters = 0;
  private visible = false;
  private readonly images: ProseLink[] = [];
  private readonly links: ProseLink[] = [];
  private readonly diagrams: { source: string; at: TextPoint }[] = [];
  private readonly headings: { text: string; level: number; line: number }[] = [];
  /** Inside a footnote with a definition, which is visible but counts for nothing. */
  private inNote = false;
  /** The level of the current heading; 0 outside of headings. */
  private level = 0;
  private readonly openFences: TextPoint[] = [];
  private readonly formulas: ProseFormula[] = [];
  private readonly indentedLists: IndentedList[] = [];

  constructor(
    private readonly lines: readonly string[],
    private readonly env: DialectEnv,
  ) {}

  result(): Omit<
    Prose,
    'codeLines' | 'removed' | 'neverClosed' | 'firstExtraImage' | 'firstExtraFormula' | 'htmlTargets'
  > & {
    readonly openFences: readonly TextPoint[];
  } {
    const { words, characters, images, links, diagrams, headings, openFences, formulas, indentedLists } = this;
    return {
      words,
      characters,
      images,
      links,
      diagrams,
      headings,
      openFences,
      formulas,
      indentedLists,
      visible: this.visible || words > 0 || images.length > 0,
    };
  }

  block(token: Token): void {
    if (metaOf(token).task?.done) this.visible = true;
    if (token.type === 'footnote_open') this.inNote = metaOf(token).label !== undefined;
    else if (token.type === 'footnote_close') this.inNote = false;
    if (token.type === 'heading_open') this.level = Number(token.tag.slice(1));
    if (token.type === 'fence' && metaOf(token).unclosed && token.map)
      this.openFences.push({ line: token.map[0], column: 0 });
    if (token.type === 'formula_block' || token.type === 'fence')
      this.formula(token, { line: token.map?.[0] ?? 0, column: 0 });
    if (token.type === 'code_block') this.indentedCode(token);
    if (isDiagramFence(token) && token.content.trim() !== '')
      this.diagrams.push({ source: token.content, at: { line: token.map?.[0] ?? 0, column: 0 } });
    if (token.type === 'fence' || token.type === 'code_block') this.visible ||= token.content.trim() !== '';
    else if (token.type === 'html_block') {
      this.count(htmlText(token.content));
    } else if (token.type === 'inline') this.inline(token);
  }

  /** Counts the words of a list that four spaces made code. */
  private indentedCode({ content, map }: Token): void {
    const items = indentedListItems(content);
    if (items.length === 0) return;
    this.indentedLists.push({ at: { line: map?.[0] ?? 0, column: 0 }, shownAs: 'code' });
    for (const item of items) this.count(item);
  }

  private inline(block: Token): void {
    const listLine = lineOfIndentedList(block.content);
    if (listLine > 0)
      this.indentedLists.push({ at: { line: (block.map?.[0] ?? 0) + listLine, column: 0 }, shownAs: 'paragraph' });
    // Parts are joined at the end: removing from the end of a growing string copies it each time.
    const parts: string[] = [];
    /** In the parts that headings have and the count of words has not. */
    const uncounted: { readonly index: number; readonly written: string }[] = [];
    let link: { token: Token; start: number } | undefined;
    for (const token of block.children ?? []) {
      if (token.type === 'image') this.images.push(this.image(token, block));
      else if (token.type === 'video') this.visible = true;
      else if (token.type === 'link_open') {
        link = { token, start: parts.length };
      } else if (token.type === 'link_close' && link) {
        this.links.push({
          href: String(link.token.attrGet('href') ?? ''),
          text: parts.slice(link.start).join('').trim(),
          form: 'link',
          ...this.positionOf(metaOf(link.token), block),
        });
        if (isAutolink(link.token)) {
          this.visible = true;
          parts.splice(link.start, parts.length, ' ');
        }
        link = undefined;
      } else if (token.type === 'formula') {
        const formula = this.formula(token, pointInBlock(this.lines, block, metaOf(token).at ?? 0));
        uncounted.push({ index: parts.length, written: formula?.written ?? '' });
        parts.push(' ');
      } else if (token.type === 'emoji') {
        uncounted.push({ index: parts.length, written: token.markup });
        parts.push(' ');
        this.visible = true;
      } else if (token.type === 'html_inline') {
        if (/^<br/i.test(token.content)) parts.push(' ');
      } else if (token.type === 'text' || token.type === 'code_inline') parts.push(token.content);
      else if (token.type === 'softbreak' || token.type === 'hardbreak') parts.push(' ');
    }
    this.count(parts.join(''));
    if (this.level > 0) {
      for (const { index, written } of uncounted) parts[index] = written;
      this.headings.push({ text: parts.join('').trim(), level: this.level, line: block.map?.[0] ?? 0 });
    }
    this.level = 0;
  }

  private image(token: Token, block: Token): ProseLink {
    const { html, dark, link } = metaOf(token);
    return {
      href: String(token.attrGet('src') ?? ''),
      text: token.content,
      form: html ? 'html' : 'image',
      ...this.positionOf(metaOf(token), block),
      ...(dark === undefined ? {} : { dark }),
      ...(link === undefined
        ? {}
        : { link: { href: link.href, text: token.content, form: 'link', ...this.positionOf(link, block) } }),
    };
  }

  private formula(token: Token, at: TextPoint): FormulaSource | undefined {
    const formula = formulaOf(token, this.env);
    if (!formula) return undefined;
    this.formulas.push({ ...formula, at });
    this.visible = true;
    return formula;
  }

  private count(text: string): void {
    this.visible ||= symbol.test(text);
    const { words, characters } = measureText(text);
    if (this.inNote) {
      this.visible ||= words > 0;
      return;
    }
    this.words += words;
    this.characters += characters;
  }

  private positionOf(
    { at = 0, address, label }: Pick<TokenMeta, 'at' | 'address' | 'label'>,
    block: Token,
  ): Pick<ProseLink, 'at' | 'address' | 'definition'> {
    const place = { at: pointInBlock(this.lines, block, at), ...(label === undefined ? {} : { definition: label }) };
    if (!address) return place;
    const start = pointInBlock(this.lines, block, address.from);
    const written = block.content.slice(address.from, address.to);
    const isLiteral = this.lines[start.line]?.slice(start.column, start.column + written.length) === written;
    return isLiteral && written !== '' ? { ...place, address: { at: start, length: written.length } } : place;
  }
}

/** The visible text of a rewritten raw HTML block; preformatted text counts as code. */
function htmlText(html: string): string {
  let preformatted = 0;
  let text = '';
  for (const piece of scanHtml(html)) {
    if (piece.kind === 'text' && preformatted === 0)
      text += piece.raw.replace(/&nbsp;/gi, ' ').replace(/&(?:[a-z]+|#\w+);/gi, '');
    else if (piece.kind === 'open' && piece.name === 'pre') preformatted += 1;
    else if (piece.kind === 'close' && piece.name === 'pre') preformatted -= 1;
    else if (piece.kind !== 'text') text += ' ';
  }
  return text;
}
