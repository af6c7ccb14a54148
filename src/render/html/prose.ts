import type { MarkdownIt, Token } from 'markdown-it';
import { answerMarkdown } from '../../markdown/dialect.js';
import { inheritReferences } from '../../markdown/rules.js';
import { minOf } from '../../model/min-max.js';
import { type SafeHtml, trustedHtml } from '../safe-html.js';
import type { ResolveLink, SanitizeOptions } from './allowed-html.js';
import { withBlockIds } from './block-ids.js';
import { headingAnchors } from './heading-anchors.js';
import { liftFigures } from './lift-figures.js';
import type { ProseContext } from './prose-context.js';
import { addRenderRules, type RenderEnv } from './render-rules.js';
import { sanitize } from './sanitize.js';
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
 * @param extensions markdown-it plugins, the course's own last. Their output is sanitized like everything else.
 */
export function createProseRenderer(extensions: readonly ((md: MarkdownIt) => void)[] = []): ProseRenderer {
  const md = answerMarkdown();
  headingAnchors(md);
  addRenderRules(md);
  for (const extend of extensions) extend(md);
  // markdown-it exposes its Token class only through its states.
  const { Token } = new md.core.State('', md, {});
  const lift = (tokens: readonly Token[], { linkedFigures }: ProseContext, own: boolean): Token[] =>
    liftFigures(tokens, {
      isFigure: (href) => own && linkedFigures.has(href),
      newToken: (type, tag, nesting) => new Token(type, tag, nesting),
    });
  return {
    render: (markdown, context, place) => {
      const env: RenderEnv = {
        docId: place.idPrefix,
        slots: [],
        prose: context,
        references: inheritReferences(context.references),
      };
      const tokens = md.parse(markdown, env);
      shiftHeadings(tokens, place.headingLevel);
      const html = finish(md.renderer.render(lift(tokens, context, place.own), md.options, env), env, {
        resolveLink: linkResolver(context, place.own),
        headingLevel: place.headingLevel,
      });
      return trustedHtml(place.own ? withBlockIds(html, place.idPrefix) : html);
    },
    renderInline: (markdown, context) => {
      const env: RenderEnv = { slots: [], prose: context, references: inheritReferences(context.references) };
      const resolveLink = linkResolver(context, true);
      return trustedHtml(finish(md.renderInline(markdown, env), env, { resolveLink, headingLevel: 6 }));
    },
  };
}

function linkResolver({ addressOf }: ProseContext, own: boolean): ResolveLink {
  return (href) => {
    const address = addressOf(href);
    if (address !== undefined) return { href: address };
    return own ? 'broken' : 'text';
  };
}

function finish(html: string, { slots = [] }: RenderEnv, options: SanitizeOptions): string {
  return fillSlots(sanitize(html, options), slots);
}

/** Shifts the headings of an answer so that the highest is at `level`, below its question. */
function shiftHeadings(tokens: readonly Token[], level: number): void {
  const headings = tokens.filter((token) => token.type === 'heading_open' || token.type === 'heading_close');
  const highest = minOf(headings.map((token) => Number(token.tag.slice(1)))) ?? 1;
  for (const token of headings) token.tag = `h${Math.min(6, Number(token.tag.slice(1)) - highest + level)}`;
}
