import { voidElements } from '../../markdown/html-elements.js';
import { scanHtml } from '../../markdown/html-scan.js';

/** Elements that a reader would call a paragraph, a list, a figure, and may want to point at. */
const blocks: ReadonlySet<string> = new Set('blockquote details div dl figure ol p pre table ul'.split(' '));

/**
 * Gives every block of an answer an anchor: its place among the answer's blocks, `q7.3`. The point keeps it apart from
 * the anchors of headings, in which none can be.
 *
 * @param html Balanced, as the sanitizer leaves it
 */
export function withBlockIds(html: string, prefix: string): string {
  let depth = 0;
  let count = 0;
  let result = '';
  for (const piece of scanHtml(html)) {
    const { kind, raw } = piece;
    if (kind === 'open' && depth === 0 && blocks.has(piece.name)) {
      count += 1;
      result += `<${piece.name} id="${prefix}.${count}"${raw.slice(piece.name.length + 1)}`;
    } else result += raw;
    if (kind === 'close') depth -= 1;
    else if (kind === 'open' && !voidElements.has(piece.name) && !raw.endsWith('/>')) depth += 1;
  }
  return result;
}
