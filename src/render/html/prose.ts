import type { MarkdownIt, Token } from 'markdown-it';
import { answerMarkdown } from '../../markdown/dialect.js';
import { type DialectEnv, inheritReferences } from '../../markdown/rules.js';
import { fastText } from '../../markdown/syntax/fast-text.js';
import { minOf } from '../../model/min-max.js';
import { addNotes, notesEnv } from '../../model/notes.js';
import { english, type Language } from '../../words/language.js';
import { type SafeHtml, trustedHtml } from '../safe-html.js';
import type { ResolveLink, SanitizeOptions } from './allowed-html.js';
import { withBlockIds } from './block-ids.js';
import { headingAnchors } from './heading-anchors.js';
import { liftFigures } from './lift-figures.js';
import type { ProseContext } from './prose-context.js';
import { addRenderRules, type RenderEnv } from './render-rules.js';
import { sanitize } from './sanitize.js';
import { type RenderedText, SharedHtml } from './shared-html.js';
import { fillSlots } from './slots.js';

/** Where a piece of prose stands on the page. */
export interface ProsePlace {
  /** The prefix of all ids in it, so that they are unique on the page. */
  readonly idPrefix: string;
  /** The level of its highest heading, 1 to 6. */
  readonly headingLevel: number;
  /**
   * Whether it is the group's own text, whose blocks get ids. The template's links to sample figures are neither shown
   * as figures nor, when the samples are gone, as broken links.
   */
  readonly own: boolean;
}

/** Renders untrusted Markdown. */
export interface ProseRenderer {
  /** Blocks: paragraphs, lists, figures. */
  render(markdown: string, context: ProseContext, place: ProsePlace): SafeHtml;
  /** One line, without a paragraph around it. */
  renderInline(markdown: string, context: ProseContext): SafeHtml;
}

/**
 * Creates a renderer.
 *
 * @param extensions markdown-it plugins. Their output is sanitized like everything else.
 * @param options Whether dollar signs make no formulas, and the language of what is put around the text
 */
export function createProseRenderer(
  extensions: readonly ((md: MarkdownIt) => void)[] = [],
  { language = english, ...options }: Pick<DialectEnv, 'plainDollars'> & { readonly language?: Language } = {},
): ProseRenderer {
  const md = answerMarkdown();
  headingAnchors(md, language.t);
  addRenderRules(md, language);
  for (const extend of extensions) extend(md);
  // markdown-it exposes its Token class only through its states.
  const { Token } = new md.core.State('', md, {});
  const brokenLink = language.t('prose.brokenLink');
  const lift = (tokens: readonly Token[], { linkedFigures }: ProseContext, own: boolean): Token[] =>
    liftFigures(tokens, {
      isFigure: (href) => own && linkedFigures.has(href),
      newToken: (type, tag, nesting) => new Token(type, tag, nesting),
    });
  const renderBlocks = (markdown: string, context: ProseContext, place: ProsePlace): RenderedText => {
    const full = addNotes(markdown, context.notes);
    const env: RenderEnv = {
      ...options,
      ...notesEnv(full),
      docId: place.idPrefix,
      slots: [],
      prose: context,
      references: inheritReferences(context.references),
    };
    const tokens = md.parse(full.markdown, env);
    shiftHeadings(tokens, place.headingLevel);
    const html = md.renderer.render(lift(tokens, context, place.own), md.options, env);
    const { own, headingLevel, idPrefix } = place;
    return finish(html, env, { own, headingLevel, brokenLink, ...(own ? { idPrefix } : {}) });
  };
  const renderLine = (markdown: string, context: ProseContext): RenderedText => {
    const references = inheritReferences(context.references);
    const env: RenderEnv = { ...options, slots: [], prose: context, references };
    return finish(md.renderInline(markdown, env), env, { own: true, headingLevel: 6, brokenLink });
  };
  // The course's plugins may depend on anything.
  if (extensions.length > 0)
    return {
      render: (markdown, context, place) => renderBlocks(markdown, context, place).html,
      renderInline: (markdown, context) => renderLine(markdown, context).html,
    };
  md.use(fastText);
  const shared = new SharedHtml();
  return {
    render: (markdown, context, place) => {
      const render = (): RenderedText => renderBlocks(markdown, context, place);
      return place.own ? render().html : shared.get(markdown, `${place.headingLevel} ${place.idPrefix}`, render);
    },
    renderInline: (markdown, context) => shared.get(markdown, 'line', () => renderLine(markdown, context)),
  };
}

interface Finish extends Pick<SanitizeOptions, 'brokenLink'> {
  readonly own: boolean;
  readonly headingLevel: number;
  /** Set for text whose blocks get ids. */
  readonly idPrefix?: string;
}

/** Sanitizes rendered Markdown, and completes it. */
function finish(
  html: string,
  { slots = [], prose }: RenderEnv,
  { own, headingLevel, brokenLink, idPrefix }: Finish,
): RenderedText {
  let isIndependent = slots.length === 0;
  const resolveLink: ResolveLink = (href) => {
    isIndependent = false;
    const address = prose?.addressOf(href);
    if (address !== undefined) return { href: address };
    return own ? 'broken' : 'text';
  };
  const filled = fillSlots(sanitize(html, { resolveLink, headingLevel, brokenLink }), slots);
  return { html: trustedHtml(idPrefix === undefined ? filled : withBlockIds(filled, idPrefix)), isIndependent };
}

/** Shifts the headings of an answer so that the highest is at `level`, below its question. */
function shiftHeadings(tokens: readonly Token[], level: number): void {
  const headings = tokens.filter((token) => token.type === 'heading_open' || token.type === 'heading_close');
  const highest = minOf(headings.map((token) => Number(token.tag.slice(1)))) ?? 1;
  for (const token of headings) token.tag = `h${Math.min(6, Number(token.tag.slice(1)) - highest + level)}`;
}
