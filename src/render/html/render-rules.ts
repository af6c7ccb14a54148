import type { MarkdownIt, Token } from 'markdown-it';
import { escapeHtml } from '../../markdown/html-scan.js';
import { type DialectEnv, metaOf } from '../../markdown/rules.js';
import { aspectOf, figureHtml } from './figure-html.js';
import { type FigureRow, figureRows } from './figure-rows.js';
import type { FigureMeta, FigureRowMeta } from './lift-figures.js';
import type { ProseContext } from './prose-context.js';

/** What the renderer carries from token to token. */
export interface RenderEnv extends DialectEnv {
  docId?: string;
  /** Tells the anchors of headings apart. */
  uniqueId?: (name: string) => string;
  /** HTML that is filled in after sanitizing. */
  slots?: string[];
  prose?: ProseContext;
}

function metaAt<Meta>(tokens: readonly Token[], index: number): Meta {
  return (tokens[index] as Token).meta as Meta;
}

/** A row's classes say how its width is shared, and how much room it needs. */
function rowHtml<Item>({ items, share, room }: FigureRow<Item>, figure: (item: Item) => string): string {
  const inside = items.map(figure).join('');
  if (items.length === 1) return inside;
  return `<div class="figure-row"><div class="row-${room} shares-${share ?? 'even'}">${inside}</div></div>\n`;
}

/** Teaches markdown-it how a page shows figures, code, tables, tasks and alerts. */
export function addRenderRules(md: MarkdownIt): void {
  const { rules } = md.renderer;
  const slot = (kind: 'figure' | 'code', html: string, env: RenderEnv): string => {
    env.slots ??= [];
    env.slots.push(html);
    return `<handin-${kind} data-slot="${env.slots.length - 1}"></handin-${kind}>`;
  };
  const figure = ({ href, alt, width }: FigureMeta, env: RenderEnv): string => {
    const { prose } = env;
    if (!prose) return '';
    const asked = width === undefined ? {} : { width };
    return slot('figure', figureHtml(prose.outcomes.get(href), { href, alt, files: prose.files, ...asked }), env);
  };
  rules.figure = (tokens, index, _options, env) => figure(metaAt<FigureMeta>(tokens, index), env as RenderEnv);
  rules.figure_row = (tokens, index, _options, env) => {
    const { prose } = env as RenderEnv;
    return figureRows(metaAt<FigureRowMeta>(tokens, index).figures, ({ href }) => aspectOf(prose?.outcomes.get(href)))
      .map((row) => rowHtml(row, (item) => figure(item, env as RenderEnv)))
      .join('');
  };
  rules.image = (tokens, index, _options, env) => {
    const token = tokens[index] as Token;
    const meta = { href: String(token.attrGet('src') ?? ''), alt: token.content, width: metaOf(token).html?.width };
    return figure(meta, env as RenderEnv);
  };
  const code = (content: string, info: string, env: RenderEnv): string => {
    const [word = '', ...more] = info.trim().split(/\s+/);
    const language = word.toLowerCase();
    // Whatever stands behind the language, a file's name for instance, is text that somebody wrote.
    const title = more.length === 0 ? '' : `<p class="code-title">${escapeHtml(more.join(' '))}</p>`;
    const name = language === '' ? '' : ` data-lang="${escapeHtml(language)}"`;
    const body = env.prose?.highlight(content, language) ?? escapeHtml(content);
    const block = `<pre class="code" tabindex="0"${name}><code>${body}</code></pre>`;
    return slot('code', `<div class="code-frame">${title}${block}</div>\n`, env);
  };
  rules.fence = (tokens, index, _options, env) =>
    code(tokens[index]?.content ?? '', tokens[index]?.info ?? '', env as RenderEnv);
  rules.code_block = (tokens, index, _options, env) => code(tokens[index]?.content ?? '', '', env as RenderEnv);
  rules.table_open = () => '<div class="table-scroll" tabindex="0" role="region" aria-label="Table"><table>\n';
  rules.link_open = (tokens, index, options, _env, self) => {
    const token = tokens[index] as Token;
    if (token.markup === 'linkify' || token.markup === 'autolink') token.attrJoin('class', 'link-bare');
    return self.renderToken(tokens, index, options);
  };
  rules.table_close = () => '</table></div>\n';
  const footnoteRef = rules.footnote_ref;
  rules.footnote_ref = (tokens, index, options, env, self) =>
    footnoteRef?.(tokens, index, options, env, self).replace('<a ', '<a class="footnote-link" ') ?? '';
  rules.footnote_block_open = () => '<section class="footnotes" aria-label="Notes"><ol>\n';
  rules.list_item_open = (tokens, index) => {
    const { task } = metaOf(tokens[index] as Token);
    if (!task) return '<li>';
    return `<li class="task-list-item"><input type="checkbox" disabled${task.done ? ' checked' : ''} aria-label="${task.done ? 'Done' : 'Open'}"> `;
  };
  rules.alert_open = (tokens, index) => {
    const { title, type } = metaAt<{ title: string; type: string }>(tokens, index);
    return `<div class="markdown-alert markdown-alert-${escapeHtml(type)}"><p class="markdown-alert-title">${escapeHtml(title)}</p>\n`;
  };
  rules.alert_close = () => '</div>\n';
}
