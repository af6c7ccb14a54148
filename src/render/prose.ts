import type { MarkdownIt, Token } from 'markdown-it';
import anchors from 'markdown-it-anchor';
import { answerMarkdown } from '../markdown/dialect.js';
import { escapeHtml } from '../markdown/html-scan.js';
import { type DialectEnv, metaOf } from '../markdown/rules.js';
import type { FigureOutcome } from '../model/figure.js';
import { slugify } from '../model/slugify.js';
import { type FigureFiles, figureHtml } from './figure-html.js';
import type { Highlight } from './highlight.js';
import { liftFigures } from './lift-figures.js';
import { type SafeHtml, trustedHtml } from './safe-html.js';
import { type ResolveLink, sanitize } from './sanitize.js';

/** What holds for all the prose of one report. */
export interface ProseContext {
  /** What became of each figure, by its address as written. */
  readonly outcomes: ReadonlyMap<string, FigureOutcome>;
  /** Addresses of links that are shown as figures. */
  readonly linkedFigures: ReadonlySet<string>;
  readonly files: FigureFiles;
  /** Where a link leads from the page; undefined when nowhere. */
  readonly addressOf: (href: string) => string | undefined;
  readonly highlight: Highlight;
  readonly references: Readonly<NonNullable<DialectEnv['references']>>;
}

/** Where a piece of prose stands on the page. */
export interface ProsePlace {
  /** Begins every anchor in it, so that no two pieces share one. */
  readonly idPrefix: string;
  /** The level of its highest heading, 1 to 6. */
  readonly headingLevel: number;
  /**
   * Whether it is the group's own text. The template's links to sample figures are neither shown as figures nor, when
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

interface RenderEnv extends DialectEnv {
  docId?: string;
  /** HTML that is filled in after sanitizing. */
  slots?: string[];
  prose?: ProseContext;
}

/**
 * Makes a renderer.
 *
 * @param extend The course's own additions to markdown-it.
 */
export function createProseRenderer(extend?: (md: MarkdownIt) => void): ProseRenderer {
  const md = answerMarkdown();
  md.use(anchors as unknown as (md: MarkdownIt, options: object) => void, {
    level: [1, 2, 3, 4, 5, 6],
    tabIndex: false,
    slugifyWithState: (text: string, state: { readonly env: RenderEnv }) => `${state.env.docId ?? 'top'}-${slugify(text)}`,
    permalink: anchors.permalink.linkInsideHeader({ symbol: '', class: 'heading-anchor', renderAttrs: () => ({ 'aria-label': 'Link to this heading' }) }),
  });
  addRenderRules(md);
  extend?.(md);
  return {
    render: (markdown, context, place) => {
      const env: RenderEnv = { docId: place.idPrefix, slots: [], prose: context, references: { ...context.references } };
      const tokens = md.parse(markdown, env);
      shiftHeadings(tokens, place.headingLevel);
      return finish(md.renderer.render(lift(md, tokens, context, place.own), md.options, env), env, linkResolver(context, place.own));
    },
    renderInline: (markdown, context) => {
      const env: RenderEnv = { slots: [], prose: context, references: { ...context.references } };
      return finish(md.renderInline(markdown, env), env, linkResolver(context, true));
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

function finish(html: string, { slots }: RenderEnv, resolveLink: ResolveLink): SafeHtml {
  const clean = sanitize(html, resolveLink);
  return trustedHtml(clean.replace(/<handin-(?:figure|code) data-slot="(\d+)"><\/handin-(?:figure|code)>/g, (_, slot: string) => slots?.[Number(slot)] ?? ''));
}

/** Headings inside an answer are shown below the level of its question, their order among themselves kept. */
function shiftHeadings(tokens: readonly Token[], level: number): void {
  const headings = tokens.filter((token) => token.type === 'heading_open' || token.type === 'heading_close');
  const highest = Math.min(...headings.map((token) => Number(token.tag.slice(1))));
  for (const token of headings) token.tag = `h${Math.min(6, Number(token.tag.slice(1)) - highest + level)}`;
}

function lift(md: MarkdownIt, tokens: Token[], context: ProseContext, own: boolean): Token[] {
  // Any token of the document serves: they share one class, which markdown-it does not export as a value.
  const make = (type: string, meta: object): Token => Object.assign(md.parseInline('', {})[0] as Token, { type, meta, children: null, content: '' });
  return liftFigures(tokens, {
    isFigure: (href) => own && context.linkedFigures.has(href),
    makeFigure: ({ href, alt, image }) => make('figure', { href, alt, width: image ? metaOf(image).html?.width : undefined }),
    makeRow: (figures) => [make('figure_row_open', {}), ...figures, make('figure_row_close', {})],
  });
}

function addRenderRules(md: MarkdownIt): void {
  const { rules } = md.renderer;
  const slot = (kind: 'figure' | 'code', html: string, env: RenderEnv): string => {
    env.slots ??= [];
    env.slots.push(html);
    return `<handin-${kind} data-slot="${env.slots.length - 1}"></handin-${kind}>`;
  };
  const figure = (href: string, alt: string, width: number | undefined, env: RenderEnv): string => {
    const { prose } = env;
    return prose ? slot('figure', figureHtml(prose.outcomes.get(href), { href, alt, files: prose.files, ...(width === undefined ? {} : { width }) }), env) : '';
  };
  rules.figure = (tokens, index, _options, env) => {
    const { href, alt, width } = tokens[index]?.meta as { href: string; alt: string; width?: number };
    return figure(href, alt, width, env as RenderEnv);
  };
  rules.figure_row_open = () => '<div class="figure-row">';
  rules.figure_row_close = () => '</div>\n';
  rules.image = (tokens, index, _options, env) => {
    const token = tokens[index];
    return token ? figure(String(token.attrGet('src') ?? ''), token.content, metaOf(token).html?.width, env as RenderEnv) : '';
  };
  const code = (content: string, info: string, env: RenderEnv): string => {
    const language = info.trim().split(/\s+/)[0]?.toLowerCase() ?? '';
    const name = language === '' ? '' : ` data-lang="${escapeHtml(language)}"`;
    const body = env.prose?.highlight(content, language) ?? escapeHtml(content);
    return slot('code', `<pre class="code" tabindex="0"${name}><code>${body}</code></pre>\n`, env);
  };
  rules.fence = (tokens, index, _options, env) => code(tokens[index]?.content ?? '', tokens[index]?.info ?? '', env as RenderEnv);
  rules.code_block = (tokens, index, _options, env) => code(tokens[index]?.content ?? '', '', env as RenderEnv);
  rules.table_open = () => '<div class="table-scroll" tabindex="0"><table>\n';
  rules.table_close = () => '</table></div>\n';
  rules.footnote_block_open = () => '<section class="footnotes" aria-label="Notes"><ol>\n';
  rules.list_item_open = (tokens, index) => {
    const { task } = metaOf(tokens[index] as Token);
    if (!task) return '<li>';
    return `<li class="task-list-item"><input type="checkbox" disabled${task.done ? ' checked' : ''} aria-label="${task.done ? 'Done' : 'Open'}"> `;
  };
  rules.alert_open = (tokens, index) => {
    const { title, type } = tokens[index]?.meta as { title: string; type: string };
    return `<div class="markdown-alert markdown-alert-${escapeHtml(type)}"><p class="markdown-alert-title">${escapeHtml(title)}</p>\n`;
  };
  rules.alert_close = () => '</div>\n';
}
