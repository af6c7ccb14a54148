import { Parser } from 'htmlparser2';
import { voidElements } from '../../markdown/html/elements.js';

/** Block elements that readers may want to link to. */
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

/** Does not apply HTML's implied end tags: a block inside a paragraph would count as a second top-level block. */
class TagParser extends Parser {
  protected override isVoidElement(name: string): boolean {
    return voidElements.has(name);
  }
}
