import createMarkdownIt, { type MarkdownIt } from 'markdown-it';
import footnotes from 'markdown-it-footnote';
import githubAlerts from 'markdown-it-github-alerts';
import { bareAddresses } from './bare-addresses.js';
import { boundedBlocks } from './bounded-blocks.js';
import { boundedFigures } from './bounded-figures.js';
import { boundedNesting } from './bounded-nesting.js';
import { boundedTables } from './bounded-tables.js';
import { looseFootnotes } from './loose-footnotes.js';
import { manyFootnotes } from './many-footnotes.js';
import { boundedEmphasis } from './nesting-depth.js';
import { positions } from './positions.js';
import { rawHtml } from './raw-html.js';
import { surplusCells } from './surplus-cells.js';
import { tableCells } from './table-cells.js';
import { taskItems } from './task-items.js';
import { underlines } from './underlines.js';
import { alertsAlone, unusedDefinitions } from './written-out.js';

/**
 * The Markdown of reports: what GitHub renders (CommonMark, tables, task lists, strikethrough, bare addresses, footnotes,
 * alerts), with raw HTML settled by the rules of this folder.
 */
export function reportMarkdown(): MarkdownIt {
  const md = createMarkdownIt({ html: true, linkify: true });
  // Whether an address may be used is decided, and told, when it is resolved; here it only has to be recognised.
  md.validateLink = () => true;
  return md
    .use(bareAddresses)
    .use(boundedBlocks)
    .use(positions)
    .use(boundedTables)
    .use(surplusCells)
    .use(tableCells)
    .use(footnotes)
    .use(manyFootnotes)
    .use(boundedNesting)
    .use(boundedEmphasis)
    .use(looseFootnotes)
    .use(githubAlerts, { icons: {} })
    .use(alertsAlone)
    .use(unusedDefinitions)
    .use(taskItems)
    .use(rawHtml)
    .use(boundedFigures);
}

/** The Markdown inside an answer: a row of dashes under a line is a rule, never a heading. */
export function answerMarkdown(): MarkdownIt {
  return reportMarkdown().use(underlines);
}
