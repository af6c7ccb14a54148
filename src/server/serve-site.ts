import type { IncomingMessage, ServerResponse } from 'node:http';
import { sha256 } from '../model/sha256.js';
import { withLiveScript } from './live-page.js';
import { isPage, mediaType } from './media-type.js';
import { urlPathOf } from './request-target.js';
import { send } from './respond.js';
import type { SiteFiles } from './served-files.js';

/** What the site’s pages are served from. */
export interface SitePages {
  readonly files: SiteFiles;
  /** The nonce that a page’s Content-Security-Policy allows the live script by. */
  readonly nonce: string;
}

/** The file served for a path: `index.html` for a folder. */
export function fileFor(path: string): string {
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}

/** Serves a file of the site, pages with the live script; `/folder` redirects to `/folder/`. Folders are never listed. */
export async function serveSite(
  request: IncomingMessage,
  response: ServerResponse,
  { path, site }: { readonly path: string; readonly site: SitePages },
): Promise<void> {
  const file = fileFor(path);
  const content = await site.files.read(file);
  if (content) sendFile(request, response, { file, content, nonce: site.nonce });
  else if (file === path && (await site.files.read(`${path}/index.html`))) redirect(request, response, `${path}/`);
  else sendNotFound(request, response, { file, nonce: site.nonce });
}

function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  { file, content, nonce }: { readonly file: string; readonly content: Uint8Array; readonly nonce: string },
): void {
  const page = isPage(file);
  send(request, response, {
    status: 200,
    type: mediaType(file),
    body: page ? withLiveScript(content, nonce) : content,
    // Pages have their own policy in a meta element. An SVG opened as a document could run scripts.
    headers: page ? {} : { 'Content-Security-Policy': `default-src 'none'; style-src 'unsafe-inline'; sandbox` },
  });
}

function redirect(request: IncomingMessage, response: ServerResponse, path: string): void {
  const address = urlPathOf(path);
  send(request, response, {
    status: 302,
    type: 'text/plain; charset=utf-8',
    body: `${address}\n`,
    headers: { Location: address },
  });
}

const notFoundStyle =
  ':root{color-scheme:light dark}body{max-width:34rem;margin:15vh auto;padding:0 1.25rem;font:1.125rem/1.6 system-ui,sans-serif}h1{font-size:1.5rem}';

const notFoundPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'sha256-${sha256(notFoundStyle, 'base64')}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Not found</title>
<link rel="icon" href="data:,">
<style>${notFoundStyle}</style>
</head>
<body>
<main>
<h1>There is no such page</h1>
<p>The site has nothing at this address. When it does, the page appears here by itself.</p>
<p><a href="/">To the first page</a></p>
</main>
</body>
</html>
`;

function sendNotFound(
  request: IncomingMessage,
  response: ServerResponse,
  { file, nonce }: { readonly file: string; readonly nonce: string },
): void {
  // A path without an extension was probably typed as the URL of a page.
  const typed = isPage(file) || !/\.[^/.]+$/.test(file);
  const body = typed ? withLiveScript(Buffer.from(notFoundPage), nonce) : 'There is no such file.\n';
  send(request, response, { status: 404, type: mediaType(typed ? '.html' : '.txt'), body });
}
