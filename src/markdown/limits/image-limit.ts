import type { MarkdownIt, Token } from 'markdown-it';
import { pointInBlock } from '../positions.js';
import { type DialectEnv, metaOf } from '../rules.js';

/** Maximum number of images per excerpt: each becomes a figure with links, sizes and a caption. */
export const maxImages = 200;

/** Replaces images beyond the limit by their source text, and records the first of them. */
export function imageLimit(md: MarkdownIt): void {
  md.core.ruler.push('image_limit', (state) => {
    let images = 0;
    let lines: readonly string[] | undefined;
    for (const block of state.tokens) {
      block.children?.forEach((child, index, children) => {
        if (child.type !== 'image') return;
        images += 1;
        if (images <= maxImages) return;
        const env = state.env as DialectEnv;
        lines ??= state.src.split('\n');
        env.firstExtraImage ??= pointInBlock(lines, block, metaOf(child).at ?? 0);
        children[index] = sourceText(child, new state.Token('text', '', 0));
      });
    }
  });
}

function sourceText(image: Token, text: Token): Token {
  text.content = `![${image.content}](${image.attrGet('src') ?? ''})`;
  text.level = image.level;
  return text;
}
