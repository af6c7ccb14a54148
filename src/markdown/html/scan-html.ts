/**
 * A tokenizer for raw HTML inside Markdown. Deliberately not an HTML parser: the pieces must be those that CommonMark
 * 0.31 (section 6.6) calls HTML, with their offsets in the source, since everything else, `a < b` or `<run_id>`, stays
 * text that counts as words. It also keeps `report check` from loading a parser. Rendered pages are parsed with
 * `htmlparser2`.
 */

/** A piece of raw HTML: a well-formed tag, something invisible (comment, declaration), or text. */
export type HtmlPiece =
  | { readonly kind: 'text'; readonly raw: string; readonly offset: number }
  | { readonly kind: 'comment'; readonly raw: string; readonly offset: number }
  | {
      readonly kind: 'open' | 'close';
      readonly raw: string;
      readonly offset: number;
      readonly name: string;
      readonly attributes: string;
    };

/**
 * Comments, processing instructions, declarations and tags as CommonMark 0.31 section 6.6 defines them. An unclosed
 * comment runs to the end of the block, as it does in a browser.
 */
const piece =
  /<!--[\s\S]*?(?:-->|$)|<\?[\s\S]*?(?:\?>|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<![A-Za-z][^>]*(?:>|$)|<(\/?)([A-Za-z][A-Za-z0-9-]*)((?:\s+[A-Za-z_:][\w:.-]*(?:\s*=\s*(?:[^"'=<>`\s]+|'[^']*'|"[^"]*"))?)*)\s*\/?>/g;

/** Splits raw HTML into pieces which, joined, are the input. Whatever is not well formed is text. */
export function scanHtml(html: string): readonly HtmlPiece[] {
  const pieces: HtmlPiece[] = [];
  let end = 0;
  const text = (to: number): void => {
    if (to > end) pieces.push({ kind: 'text', raw: html.slice(end, to), offset: end });
  };
  // `matchAll` copies the expression, which for a text of a hundred thousand single tags takes longer than all else.
  piece.lastIndex = 0;
  for (let match = piece.exec(html); match; match = piece.exec(html)) {
    const [raw, slash, name, attributes] = match;
    text(match.index);
    end = match.index + raw.length;
    if (name === undefined) pieces.push({ kind: 'comment', raw, offset: match.index });
    else
      pieces.push({
        kind: slash === '/' ? 'close' : 'open',
        raw,
        offset: match.index,
        name: name.toLowerCase(),
        attributes: (attributes ?? '').trim(),
      });
  }
  text(html.length);
  return pieces;
}
