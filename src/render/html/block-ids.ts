import { Parser } from 'htmlparser2';
import { voidElements } from '../../markdown/html-elements.js';

/** Elements that a reader would call a paragraph, a list, a figure, and may want to point at. */
const blocks: ReadonlySet<string> = new Set('blockquote details div dl figure ol p pre table ul'.split(' '));

/**
 * Gives every top-level block of an answer an id: its position among the answer's blocks, `q7.3`. The ids of headings
 * never contain a dot, so the two cannot collide.
 *
 * @param html Balanced, as the sanitizer leaves it
 */
export function withBlockIds(html: string, prefix: string): string {
  const pieces: string[] = [];
  let copied = 0;
  let depth = 0;
  let count = 0;
  const parser = new TagParser(
    {
      onopentag: (name) => {
        if (depth === 0 && blocks.has(name)) {
          count += 1;
          const end = parser.startIndex + '<'.length + name.length;
          pieces.push(html.slice(copied, end), ` id="${prefix}.${count}"`);
          copied = end;
        }
        depth += 1;
      },
      // Called for void elements too.
      onclosetag: () => {
        depth -= 1;
      },
    },
    { xmlMode: true },
  );
  parser.end(html);
  return pieces.join('') + html.slice(copied);
}

/** Takes tags as they stand. In HTML a block closes the paragraph that it is in, and its place would count twice. */
class TagParser extends Parser {
  protected override isVoidElement(name: string): boolean {
    return voidElements.has(name);
  }
}
