/**
 * CSS of an SVG without anything that refers outside it. Style that cannot be judged with certainty (escapes, which can
 * spell any name, or functions that load) is dropped whole rather than in part.
 */
export function cleanCss(css: string): string {
  const plain = css.replace(/\/\*.*?(?:\*\/|$)/gs, ' ').replace(/<!--|-->/g, ' ');
  if (/[\\<]/.test(plain)) return '';
  const imported = plain.replace(/@(?:import|charset|namespace)\b[^;]*(?:;|$)/gi, ' ');
  const tokens = splitUrls(imported);
  if (!tokens || tokens.some(({ between }) => loading.test(between))) return '';
  return tokens
    .map(
      ({ between, url, target }) =>
        between + (target.startsWith('#') || target === '' || embeddedFont.test(target) ? url : 'none'),
    )
    .join('');
}

/** A stretch of CSS and the `url(…)` behind it; both `url` and `target` are empty at the end. */
interface CssToken {
  readonly between: string;
  readonly url: string;
  readonly target: string;
}

/** Undefined when a `url(` is unfinished or unclear; a browser closes it at the end of the style sheet. */
function splitUrls(css: string): readonly CssToken[] | undefined {
  const tokens: CssToken[] = [];
  // Each search goes on where the last one ended: the text may be megabytes of font.
  const opening = /\burl\(\s*/gi;
  let at = 0;
  for (let match = opening.exec(css); match; match = opening.exec(css)) {
    const from = opening.lastIndex;
    const quote = css[from] === '"' || css[from] === "'" ? css[from] : undefined;
    const quoteEnd = quote === undefined ? from : css.indexOf(quote, from + 1);
    const close = quoteEnd < 0 ? -1 : css.indexOf(')', quoteEnd);
    if (close < 0) return undefined;
    const target = (quote === undefined ? css.slice(from, close) : css.slice(from + 1, quoteEnd)).trim();
    const behind = quote === undefined ? '' : css.slice(quoteEnd + 1, close).trim();
    if (target === '' || behind !== '' || /["'(]/.test(target)) return undefined;
    tokens.push({ between: css.slice(at, match.index), url: css.slice(match.index, close + 1), target });
    at = close + 1;
    opening.lastIndex = at;
  }
  return [...tokens, { between: css.slice(at), url: '', target: '' }];
}

/** Fonts that drawing programs put into the file itself. */
const embeddedFont =
  /^data:(?:font\/[a-z0-9.+-]+|application\/(?:x-)?font-[a-z0-9.+-]+)(?:;charset=[a-z0-9-]+)?;base64,[a-z0-9+/=\s]*$/i;

const loading =
  /url\s*\(|(?:image-set|image|src|cross-fade|element|paint|expression|attr|env)\s*\(|@import|javascript:|behaviou?r\s*:|-moz-binding|https?:|\/\//i;

/** Whether an attribute's value points at most to a part of the same drawing. */
export function staysInside(value: string): boolean {
  if (!/[(\\]/.test(value)) return !/^\s*(?:javascript|vbscript|data)\s*:/i.test(value);
  return cleanCss(value) === value && !/data:/i.test(value);
}
