import createMarkdownIt, { type MarkdownIt } from 'markdown-it';
import footnotes from 'markdown-it-footnote';
import githubAlerts from 'markdown-it-github-alerts';
import { rawHtml } from './html/raw-html.js';
import { footnoteLimit } from './limits/footnote-limit.js';
import { imageLimit } from './limits/image-limit.js';
import { blockNestingLimit, emphasisNestingLimit } from './limits/nesting-limits.js';
import { tableCellLimit } from './limits/table-limit.js';
import { plainTokens } from './plain-tokens.js';
import { positions } from './positions.js';
import { bareUrls } from './syntax/bare-urls.js';
import { blockBoundaries } from './syntax/block-boundaries.js';
import { linkedImages } from './syntax/linked-images.js';
import { noSetextHeadings } from './syntax/setext-headings.js';
import { extraCells, tableCellPositions } from './syntax/table-cells.js';
import { taskItems } from './syntax/task-items.js';
import { unusedDefinitions, unusedFootnotes } from './syntax/unused-definitions.js';

/**
 * The Markdown parser for reports: what GitHub renders (CommonMark, tables, task lists, strikethrough, bare URLs,
 * footnotes, alerts), with raw HTML rewritten by `html/raw-html.ts`.
 */
export function reportMarkdown(): MarkdownIt {
  const md = createMarkdownIt({ html: true, linkify: true });
  // Every URL is accepted here; it is validated, with a diagnostic, when it is resolved.
  md.validateLink = () => true;
  return md
    .use(plainTokens)
    .use(bareUrls)
    .use(blockBoundaries)
    .use(positions)
    .use(tableCellLimit)
    .use(extraCells)
    .use(tableCellPositions)
    .use(footnotes)
    .use(footnoteLimit)
    .use(blockNestingLimit)
    .use(emphasisNestingLimit)
    .use(unusedFootnotes)
    .use(githubAlerts, { icons: {} })
    .use(alertsOnOwnLine)
    .use(unusedDefinitions)
    .use(taskItems)
    .use(rawHtml)
    .use(linkedImages)
    .use(imageLimit);
}

/** The Markdown parser for answers: a row of dashes under a line is a thematic break, never a setext heading. */
export function answerMarkdown(): MarkdownIt {
  return reportMarkdown().use(noSetextHeadings);
}

/**
 * GitHub reads `[!NOTE]` as an alert only when nothing else is on its line; with text after it, the block is a
 * quotation.
 */
function alertsOnOwnLine(md: MarkdownIt): void {
  md.core.ruler.before('github-alerts', 'alerts_on_own_line', (state) => {
    state.tokens.forEach((token, index) => {
      if (token.type !== 'inline' || state.tokens[index - 2]?.type !== 'blockquote_open') return;
      token.content = token.content.replace(/^\[(?=!\w{1,20}\][^\n]*[^\s\n])/, '&#91;');
    });
  });
}
