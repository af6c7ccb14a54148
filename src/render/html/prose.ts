import type { MarkdownIt, Token } from 'markdown-it';
import { answerMarkdown } from '../../markdown/dialect.js';
import { inheriting } from '../../markdown/rules.js';
import { least } from '../../model/extremes.js';
import { type SafeHtml, trustedHtml } from '../safe-html.js';
import { withBlockIds } from './block-ids.js';
import { headingAnchors } from './heading-anchors.js';
import { liftFigures } from './lift-figures.js';
import type { ProseContext } from './prose-context.js';
import { addRenderRules, type RenderEnv } from './render-rules.js';
import { type ResolveLink, type SanitizeOptions, sanitize } from './sanitize.js';

/** Where a piece of prose stands on the page. */
export interface ProsePlace {
  /** Begins every anchor in it, so that no two pieces share one. */
  readonly idPrefix: string;
  /** The level of its highest heading, 1 to 6. */
  readonly headingLevel: number;
  /**
   * Whether it is the group's own text, to whose blocks readers may point. The template's links to sample figures are neither shown as figures nor, when
   * the samples are gone, as broken.
   */
  readonly own: boolean;
}

/** Renders Markdown that strangers wrote. */
export interface ProseRenderer {
  /** Blocks: paragraphs, lists, figures. */
  render(markdown: string, context: ProseContext, place: ProsePlace): SafeHtml;
  /** One line, without a paragraph around it. */
  renderInline(markdown: string, context: ProseContext): SafeHtml;
}

/**
 * Makes a renderer.
 *
 * @param extensions Additions to markdown-it, the course's own last. What they print is sanitized like everything else.
 */
export function createProseRenderer(extensions: readonly ((md: MarkdownIt) => void)[] = []): ProseRenderer {
  const md = answerMarkdown();
  headingAnchors(md);
  addRenderRules(md);
  for (const extend of extensions) extend(md);
  // markdown-it exports the class of its tokens only through its states.
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
        references: inheriting(context.references),
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
      const env: RenderEnv = { slots: [], prose: context, references: inheriting(context.references) };
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

function finish(html: string, { slots }: RenderEnv, options: SanitizeOptions): string {
  return sanitize(html, options).replace(
    /<handin-(?:figure|code) data-slot="(\d+)"><\/handin-(?:figure|code)>/g,
    (_, slot: string) => slots?.[Number(slot)] ?? '',
  );
}

/** Headings inside an answer are shown below the level of its question, their order among themselves kept. */
function shiftHeadings(tokens: readonly Token[], level: number): void {
  const headings = tokens.filter((token) => token.type === 'heading_open' || token.type === 'heading_close');
  const highest = least(headings.map((token) => Number(token.tag.slice(1)))) ?? 1;
  for (const token of headings) token.tag = `h${Math.min(6, Number(token.tag.slice(1)) - highest + level)}`;
}
