import { Parser } from 'htmlparser2';

/** Elements that Handin puts around others, and those that name nothing. */
const wrappers: ReadonlySet<string> = new Set([
  'div',
  'span',
  'section',
  'figcaption',
  'tbody',
  'thead',
  'html',
  'body',
]);

/** Other names for the same. */
const sameAs: Readonly<Record<string, string>> = { del: 's', strike: 's', b: 'strong', i: 'em' };

/**
 * What HTML shows, line by line: elements by their names, with the addresses of links and the numbers of lists, and text
 * with single spaces. A figure that there is no file for is an image, and no paragraph around an image counts. Classes, ids and wrappers are left out, and headings are counted from the highest.
 */
export function shapeOf(html: string): readonly string[] {
  const lines: string[] = [];
  const headings = [...html.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
  const highest = Math.min(...headings);
  const nameOf = (name: string): string =>
    /^h[1-6]$/.test(name) ? `h${Number(name[1]) - highest + 1}` : (sameAs[name] ?? name);
  let preformatted = 0;
  let text = '';
  let unseen = 0;
  /** The figure that is being read: its address, and what is said of it. */
  let figure: { readonly field: 'alt' | 'name' | 'none'; readonly alt: string; readonly name: string } | undefined;
  const flush = (): void => {
    const shown = preformatted > 0 ? text.replace(/\n$/, '') : text.replace(/\s+/g, ' ');
    if (shown.trim() !== '') lines.push(JSON.stringify(preformatted > 0 ? shown : shown.trim()));
    text = '';
  };
  new Parser({
    onopentag(name, { href, src, alt, start, type, checked, class: classes }) {
      if (name === 'script' || name === 'style') unseen += 1;
      if (classes === 'figure-box') {
        flush();
        figure = { field: 'none', alt: '', name: '' };
      } else if (figure) {
        const field = classes === 'figure-box-alt' ? 'alt' : classes === 'figure-box-name' ? 'name' : 'none';
        figure = { ...figure, field };
      }
      if (wrappers.has(name)) return;
      flush();
      if (name === 'pre') preformatted += 1;
      if (name === 'a' && href !== undefined) lines.push(`a ${normalized(href)}`);
      else if (name === 'img') lines.push(`img ${normalized(src ?? '')} ${alt ?? ''}`.trim());
      else if (name === 'ol') lines.push(`ol ${start ?? 1}`);
      else if (name === 'input') lines.push(`input ${type} ${checked === undefined ? 'open' : 'done'}`);
      else lines.push(nameOf(name));
    },
    ontext(more) {
      if (figure && figure.field !== 'none') figure = { ...figure, [figure.field]: more };
      else if (!figure && unseen === 0) text += more;
    },
    onclosetag(name) {
      if (name === 'script' || name === 'style') unseen -= 1;
      if (figure && name === 'div') {
        lines.push(`img ${normalized(figure.name)} ${figure.alt}`.trim());
        figure = undefined;
      } else if (figure && name === 'span') figure = { ...figure, field: 'none' };
      if (wrappers.has(name)) return;
      flush();
      if (name === 'pre') preformatted -= 1;
      if (!['br', 'hr', 'img', 'input'].includes(name)) lines.push(`/${nameOf(name)}`);
    },
  }).end(html);
  flush();
  return lines
    .join('\n')
    .replace(/^p\n(img .*)\n\/p$/gm, '$1')
    .split('\n');
}

/** Addresses differ in which characters are percent-encoded. */
function normalized(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

/** The words, numbers and signs that HTML shows, without spaces. */
export function textOf(html: string): string {
  return shapeOf(html)
    .map((line) => (line.startsWith('"') ? JSON.parse(line) : (/^img \S* ?(.*)$/.exec(line)?.[1] ?? '')))
    .join('')
    .replace(/\s+/g, '');
}
