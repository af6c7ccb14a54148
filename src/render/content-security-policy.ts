import { sha256 } from '../model/sha256.js';

/**
 * The Content-Security-Policy of a page, for its `meta` element: it may show its own images and the fonts in its style
 * sheet, and nothing else. The style sheet and the scripts are named by their hashes, so an element that slipped through
 * the sanitizer cannot add one.
 *
 * @param loadsScripts Whether scripts of the site may be loaded too. Only for a page that shows no HTML of a report.
 */
export function contentSecurityPolicy(style: string, scripts: readonly string[], loadsScripts: boolean): string {
  const sources = [...scripts.map((script) => `'${hash(script)}'`), ...(loadsScripts ? [`'self'`] : [])];
  return [
    `default-src 'none'`,
    `img-src 'self' data:`,
    `font-src data:`,
    `style-src '${hash(style)}'`,
    `script-src ${sources.join(' ')}`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
}

function hash(content: string): string {
  return `sha256-${sha256(content, 'base64')}`;
}
