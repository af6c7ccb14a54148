import type { MarkdownIt, Token } from 'markdown-it';
import { pointInBlock } from './positions.js';
import { type DialectEnv, metaOf } from './rules.js';

/** Most images in one piece of a report: each becomes a figure with its links, sizes and caption. */
export const mostImages = 200;

/** Shows what is written of an image, in place of the image, once there are too many; and takes note of the first. */
export function boundedFigures(md: MarkdownIt): void {
  md.core.ruler.push('bounded_figures', (state) => {
    let images = 0;
    let lines: readonly string[] | undefined;
    for (const block of state.tokens) {
      block.children?.forEach((child, index, children) => {
        if (child.type !== 'image') return;
        images += 1;
        if (images <= mostImages) return;
        const env = state.env as DialectEnv;
        lines ??= state.src.split('\n');
        env.surplusImage ??= pointInBlock(lines, block, metaOf(child).at ?? 0);
        children[index] = asWritten(child, new state.Token('text', '', 0));
      });
    }
  });
}

function asWritten(image: Token, text: Token): Token {
  text.content = `![${image.content}](${image.attrGet('src') ?? ''})`;
  text.level = image.level;
  return text;
}
