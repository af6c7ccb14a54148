import type { MarkdownIt, Token } from 'markdown-it';
import { escapeHtml } from '../../markdown/html/escape-html.js';
import { type DialectEnv, metaOf } from '../../markdown/rules.js';
import { isDiagramFence } from '../../markdown/syntax/diagram-fence.js';
import { formulaOf } from '../../markdown/syntax/formulas.js';
import { diagramAddress } from '../../model/figure.js';
import { shortAddress } from '../../model/short-address.js';
import type { Language } from '../../words/language.js';
import { aspectOf, embeddedHref, type FigureMarkup, figureHtml } from './figure-html.js';
import { type FigureRow, figureRows } from './figure-rows.js';
import { generated } from './generated.js';
import type { FigureRowMeta } from './lift-figures.js';
import type { ProseContext } from './prose-context.js';
import { openSlot } from './slots.js';
import { type FigureMeta, figureOf } from './split-inline.js';

/** The environment of the renderer. */
export interface RenderEnv extends DialectEnv {
  /** Tells the anchors of headings apart. */
  uniqueId?: (name: string) => string;
  /** HTML that is inserted after sanitizing. */
  slots?: string[];
  prose?: ProseContext;
}

function metaAt<Meta>(tokens: readonly Token[], index: number): Meta {
  return (tokens[index] as Token).meta as Meta;
}

/** The classes of a row say how its width is shared, and how wide it has to be. */
function rowHtml<Item>({ items, share, room }: FigureRow<Item>, figure: (item: Item) => string): string {
  const inside = items.map(figure).join('');
  if (items.length === 1) return inside;
  return `<div class="figure-row"><div class="row-${room} shares-${share ?? 'even'}">${inside}</div></div>\n`;
}

const alerts = ['note', 'tip', 'important', 'warning', 'caution'] as const;

function isAlert(type: string): type is (typeof alerts)[number] {
  return alerts.some((alert) => alert === type);
}

/** Before the URL of a video or a recording: pages play none. */
function mediaLabel(label: string): string {
  return `<span ${generated}>${escapeHtml(label)} </span>`;
}

/** What GitHub makes of a video that is dropped into its editor, alone on a line. */
const githubVideo =
  /^https:\/\/(?:github\.com\/user-attachments\/assets\/[\w-]+|github\.com\/[^/]+\/[^/]+\/assets\/[\w/-]+|user-images\.githubusercontent\.com\/\S+\.(?:mp4|mov|webm))$/i;

/** The URL that a figure shows: the large version of a thumbnail that is linked to it. */
function shownBy({ href, link }: FigureMeta, prose: ProseContext | undefined): string {
  return link !== undefined && prose?.outcomes.get(link)?.target.kind === 'local' ? link : href;
}

function markupOf(meta: FigureMeta, prose: ProseContext, language: Language): FigureMarkup {
  const { alt, width, dark, link, captioned } = meta;
  const href = shownBy(meta, prose);
  const target = link === undefined || href === link ? undefined : prose.addressOf(link);
  const inDark = dark === undefined ? undefined : prose.outcomes.get(dark);
  return {
    href,
    alt,
    files: prose.files,
    language,
    ...(width === undefined ? {} : { width }),
    ...(captioned ? { captioned } : {}),
    ...(target === undefined ? {} : { link: target }),
    ...(inDark && 'asset' in inDark ? { dark: inDark.asset } : {}),
  };
}

/** A diagram as a figure; undefined when it was not drawn. */
function diagramHtml(source: string, { outcomes, files }: ProseContext, language: Language): string | undefined {
  const href = diagramAddress(source);
  const outcome = outcomes.get(href);
  if (!outcome || !('asset' in outcome) || !outcome.diagram) return undefined;
  const { alt, title = '' } = outcome.diagram;
  return figureHtml(outcome, { href, alt, files, language, diagram: { title, source } });
}

/**
 * Adds markdown-it's render rules for figures, code, tables, tasks, footnotes and alerts.
 *
 * @param language The language of what is put around the text.
 */
export function addRenderRules(md: MarkdownIt, language: Language): void {
  const { rules } = md.renderer;
  const { t } = language;
  const slot = (element: 'handin-figure' | 'handin-code', html: string, env: RenderEnv): string => {
    env.slots ??= [];
    return openSlot(element, html, env.slots);
  };
  const figure = (meta: FigureMeta, env: RenderEnv): string => {
    const { prose } = env;
    return prose
      ? slot(
          'handin-figure',
          figureHtml(prose.outcomes.get(shownBy(meta, prose)), markupOf(meta, prose, language)),
          env,
        )
      : '';
  };
  rules.figure = (tokens, index, _options, env) => figure(metaAt<FigureMeta>(tokens, index), env as RenderEnv);
  rules.figure_row = (tokens, index, _options, env) => {
    const { prose } = env as RenderEnv;
    return figureRows(metaAt<FigureRowMeta>(tokens, index).figures, (meta) =>
      aspectOf(prose?.outcomes.get(shownBy(meta, prose))),
    )
      .map((row) => rowHtml(row, (item) => figure(item, env as RenderEnv)))
      .join('');
  };
  rules.image = (tokens, index, _options, env) => {
    return figure(figureOf(tokens[index] as Token), env as RenderEnv);
  };
  rules.video = (tokens, index) => {
    const token = tokens[index];
    const href = String(token?.attrGet('href') ?? '');
    const label = mediaLabel(t(token?.info === 'audio' ? 'prose.audio' : 'prose.video'));
    return `<a class="link-video" href="${escapeHtml(href)}">${label}${escapeHtml(shortAddress(href))}</a>`;
  };
  const code = (content: string, info: string, env: RenderEnv): string => {
    const [word = '', ...more] = info.trim().split(/\s+/);
    const language = word.toLowerCase();
    // Text after the language, such as a file name, is shown as the title of the block.
    const title = more.length === 0 ? '' : `<p class="code-title">${escapeHtml(more.join(' '))}</p>`;
    const name = language === '' ? '' : ` data-lang="${escapeHtml(language)}"`;
    const body = env.prose?.highlight(content, language) ?? escapeHtml(content);
    const block = `<pre class="code" tabindex="0"${name}><code>${body}</code></pre>`;
    return slot('handin-code', `<div class="code-frame">${title}${block}</div>\n`, env);
  };
  /** A formula as MathML; undefined for other tokens, and for what cannot be read as one. */
  const formula = (token: Token, env: RenderEnv): string | undefined => {
    const found = formulaOf(token, env);
    const converted = found && env.prose?.formula?.(found.source, found.display);
    if (!converted || !('mathMl' in converted)) return undefined;
    const { mathMl } = converted;
    if (!found.display) return slot('handin-code', mathMl, env);
    // In a sentence, a `div` would end its paragraph.
    const element = token.type === 'formula' ? 'span' : 'div';
    // Only a long one may have to be scrolled.
    const focus = found.source.length > 40 ? ' tabindex="0"' : '';
    return slot(
      'handin-code',
      `<${element} class="formula"${focus}>${mathMl}</${element}>${element === 'div' ? '\n' : ''}`,
      env,
    );
  };
  rules.formula = (tokens, index, _options, env) => {
    const token = tokens[index] as Token;
    return (
      formula(token, env as RenderEnv) ??
      `<code>${escapeHtml(formulaOf(token, env as RenderEnv)?.written ?? '')}</code>`
    );
  };
  rules.formula_block = (tokens, index, _options, env) => {
    const token = tokens[index] as Token;
    return (
      formula(token, env as RenderEnv) ?? code(formulaOf(token, env as RenderEnv)?.written ?? '', '', env as RenderEnv)
    );
  };
  rules.fence = (tokens, index, _options, env) => {
    const token = tokens[index] as Token;
    const { prose } = env as RenderEnv;
    const drawing = prose && isDiagramFence(token) ? diagramHtml(token.content, prose, language) : undefined;
    if (drawing !== undefined) return slot('handin-figure', drawing, env as RenderEnv);
    return formula(token, env as RenderEnv) ?? code(token.content, token.info, env as RenderEnv);
  };
  rules.code_block = (tokens, index, _options, env) => code(tokens[index]?.content ?? '', '', env as RenderEnv);
  const tableOpen = `<div class="table-scroll" tabindex="0" role="region" aria-label="${escapeHtml(t('prose.table'))}"><table>\n`;
  rules.table_open = () => tableOpen;
  // The sanitizer removes `data:` addresses from links.
  const embedded = new WeakSet<Token>();
  rules.link_close = (tokens, index, options, env, self) =>
    embedded.has(tokens[index] as Token)
      ? slot('handin-code', '</a>', env as RenderEnv)
      : self.renderToken(tokens, index, options);
  rules.link_open = (tokens, index, options, env, self) => {
    const token = tokens[index] as Token;
    const { prose } = env as RenderEnv;
    const file = prose && embeddedHref(prose.outcomes.get(String(token.attrGet('href') ?? '')), prose.files);
    const end = file === undefined ? undefined : tokens.slice(index).find(({ type }) => type === 'link_close');
    if (end) {
      embedded.add(end);
      return slot('handin-code', `<a ${file}>`, env as RenderEnv);
    }
    const isBare = token.markup === 'linkify' || token.markup === 'autolink';
    if (isBare) token.attrJoin('class', 'link-bare');
    const label = isBare && githubVideo.test(String(token.attrGet('href') ?? '')) ? mediaLabel(t('prose.video')) : '';
    return self.renderToken(tokens, index, options) + label;
  };
  rules.table_close = () => '</table></div>\n';
  rules.footnote_ref = (tokens, index, options, env, self) => {
    const id = rules.footnote_anchor_name?.(tokens, index, options, env, self) ?? '';
    const caption = rules.footnote_caption?.(tokens, index, options, env, self) ?? '';
    const { subId } = metaAt<{ readonly subId: number }>(tokens, index);
    const own = subId > 0 ? `${id}:${subId}` : id;
    return `<sup class="footnote-ref"><a class="footnote-link" href="#fn${id}" id="fnref${own}">${caption}</a></sup>`;
  };
  rules.footnote_anchor = (tokens, index, options, env, self) => {
    const id = rules.footnote_anchor_name?.(tokens, index, options, env, self) ?? '';
    const { subId } = metaAt<{ readonly subId: number }>(tokens, index);
    const own = subId > 0 ? `${id}:${subId}` : id;
    // U+FE0E asks for the arrow as text, not as a picture.
    return ` <a class="footnote-backref" ${generated} href="#fnref${own}">\u21a9\uFE0E</a>`;
  };
  const notesOpen = `<section class="footnotes" aria-label="${escapeHtml(t('prose.notes'))}"><ol>\n`;
  rules.footnote_block_open = () => notesOpen;
  rules.list_item_open = (tokens, index) => {
    const { task } = metaOf(tokens[index] as Token);
    if (!task) return '<li>';
    return `<li class="task-list-item"><input type="checkbox" disabled${task.done ? ' checked' : ''} aria-label="${escapeHtml(t(task.done ? 'prose.done' : 'prose.open'))}"> `;
  };
  /** What the author calls an alert, or what alerts of its type are called. */
  const titleOf = (title: string, type: string): string =>
    isAlert(type) && title === type.charAt(0).toUpperCase() + type.slice(1) ? t(`alert.${type}`) : title;
  rules.alert_open = (tokens, index) => {
    const { title, type } = metaAt<{ title: string; type: string }>(tokens, index);
    return `<div class="markdown-alert markdown-alert-${escapeHtml(type)}"><p class="markdown-alert-title">${escapeHtml(titleOf(title, type))}</p>\n`;
  };
  rules.alert_close = () => '</div>\n';
}
