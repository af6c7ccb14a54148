import type { Token } from 'markdown-it';
import { scanHtml } from '../../markdown/html/scan-html.js';
import { pointInBlock } from '../../markdown/positions.js';
import { type DialectEnv, metaOf, type TextPoint, type TokenMeta } from '../../markdown/rules.js';
import { isDiagramFence } from '../../markdown/syntax/diagram-fence.js';
import { type FormulaSource, formulaOf } from '../../markdown/syntax/formulas.js';
import { indentedListItems, lineOfIndentedList } from './indented-lists.js';
import type { IndentedList, Prose, ProseFormula, ProseLink } from './prose-contents.js';
import { measureText } from './words.js';

/** What answers without a word, such as a tick; punctuation does not, nor does an empty box. */
const symbol = /[√\p{So}](?<![☐□▢])/u;

/** Autolinked URLs, which do not count as words. */
function isAutolink(token: Token): boolean {
  return token.markup === 'linkify' || token.markup === 'autolink';
}

/** Collects the contents of Markdown from its tokens, block by block. */
export class ProseReader {
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
