import { type SafeHtml, trustedHtml } from './safe-html.js';

/** Data for a page's script, as JSON in which nothing can end the `script` element that holds it, nor begin a comment. */
export function scriptJson(value: unknown): SafeHtml {
  return trustedHtml(JSON.stringify(value).replace(/</g, '\\u003c'));
}
