import createMarkdownIt, { type MarkdownIt } from 'markdown-it';
import footnotes from 'markdown-it-footnote';
import githubAlerts from 'markdown-it-github-alerts';
import { boundedBlocks } from './bounded-blocks.js';
import { looseFootnotes } from './loose-footnotes.js';
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
  nestDeeply(md);
  // Without this every `data.py` is a link to a host in Paraguay.
  md.linkify.set({ fuzzyLink: false, fuzzyIP: false });
  // Whether an address may be used is decided, and told, when it is resolved; here it only has to be recognised.
  md.validateLink = () => true;
  return md
    .use(boundedBlocks)
    .use(positions)
    .use(surplusCells)
    .use(tableCells)
    .use(footnotes)
    .use(looseFootnotes)
    .use(githubAlerts, { icons: {} })
    .use(alertsAlone)
    .use(unusedDefinitions)
    .use(taskItems)
    .use(rawHtml);
}

/**
 * markdown-it leaves out blocks that are nested deeper than a limit, and no word may be lost: the limit for blocks is
 * deeper than anybody quotes. For what stands inside a line its own limit stays, since there nothing is left out, and
 * without it a row of brackets would exhaust the stack.
 */
function nestDeeply(md: MarkdownIt): void {
  const { maxNesting } = md.options;
  const parseInline = md.inline.parse.bind(md.inline);
  md.inline.parse = (...text) => {
    md.set({ maxNesting });
    parseInline(...text);
    md.set({ maxNesting: 2000 });
  };
  md.set({ maxNesting: 2000 });
}

/** The Markdown inside an answer: a row of dashes under a line is a rule, never a heading. */
export function answerMarkdown(): MarkdownIt {
  return reportMarkdown().use(underlines);
}
