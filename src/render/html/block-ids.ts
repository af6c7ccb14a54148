import { voidElements } from '../../markdown/html/elements.js';
import { scanTags } from './scan-tags.js';

/** Block elements that readers may want to link to. */
const blocks: ReadonlySet<string> = new Set('blockquote details div dl figure ol p pre table ul'.split(' '));

/**
 * Gives every top-level block of an answer an id: its position among the answer's blocks, `q7.3`; a block that the report
 * names keeps the id that it has. The ids of headings never contain a dot, so the two cannot collide.
 *
 * @param html Balanced, as the sanitizer leaves it
 */
export function withBlockIds(html: string, prefix: string): string {
  const pieces: string[] = [];
  let copied = 0;
  let depth = 0;
  let count = 0;
  for (const { isEnd, name, attributes, attributesStart } of scanTags(html)) {
    if (isEnd) {
      depth -= 1;
      continue;
    }
    if (depth === 0 && blocks.has(name)) {
      count += 1;
      if (!/\sid="/.test(attributes)) {
        pieces.push(html.slice(copied, attributesStart), ` id="${prefix}.${count}"`);
        copied = attributesStart;
      }
    }
    if (!voidElements.has(name) && !attributes.endsWith('/')) depth += 1;
  }
  return pieces.join('') + html.slice(copied);
}
