import { escapeHtml } from '../markdown/html/escape-html.js';
import { type SafeHtml, trustedHtml } from './safe-html.js';
import type { ProblemPlaceView } from './views/report.js';

/** What a terminal prints in backticks, a quotation, and a line that a message mentions. */
const parts = /`([^`\n]+)`|(“[^“”\n]*”)|\bon line (\d+)/g;

/** Code in quoted Markdown. Several backticks in a row are left alone: they may be the fence that the message is about. */
const quotedCode = /(?<!`)`([^`\n]+)`(?!`)/g;

/**
 * Makes HTML of a message, which may quote a report: what stands in backticks is code, also in a quotation, and a line that
 * lies in a question is named by it, with a link.
 */
export function messageHtml(message: unknown, places: readonly ProblemPlaceView[] = []): SafeHtml {
  const text = String(message);
  let html = '';
  let end = 0;
  for (const match of text.matchAll(parts)) {
    const [whole, code, quotation, line] = match;
    html += escapeHtml(text.slice(end, match.index));
    if (code !== undefined) html += `<code>${escapeHtml(code)}</code>`;
    else if (quotation !== undefined) html += escapeHtml(quotation).replace(quotedCode, '<code>$1</code>');
    else html += placeHtml(text, places, Number(line)) ?? escapeHtml(whole);
    end = match.index + whole.length;
  }
  return trustedHtml(html + escapeHtml(text.slice(end)));
}

function placeHtml(text: string, places: readonly ProblemPlaceView[], line: number): string | undefined {
  const place = places.find((known) => known.line === line);
  if (!place || place.question === null) return undefined;
  // “Question 3 was already asked in Question 3” would say nothing.
  const isSame = text.startsWith(place.question);
  const name = escapeHtml(isSame ? 'above' : place.question);
  const link = place.href === null ? name : `<a href="${escapeHtml(place.href)}">${name}</a>`;
  return isSame ? link : `in ${link}`;
}
