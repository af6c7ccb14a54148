import type { MarkdownIt, Token } from 'markdown-it';
import { addMeta, metaOf } from '../rules.js';

/**
 * Adds a core rule that moves a link which contains nothing but images to the metadata of these images: on the page they
 * are blocks, with a link of their own.
 */
export function linkedImages(md: MarkdownIt): void {
  md.core.ruler.push('linked_images', (state) => {
    for (const block of state.tokens) {
      const { children } = block;
      if (!children?.some((child) => child.type === 'image') || !children.some((child) => child.type === 'link_open'))
        continue;
      block.children = withoutImageLinks(children);
    }
  });
}

function withoutImageLinks(children: readonly Token[]): Token[] {
  const result: Token[] = [];
  let open: number | undefined;
  for (const child of children) {
    if (child.type === 'link_open') open = result.length;
    const inside = child.type === 'link_close' && open !== undefined ? result.slice(open + 1) : [];
    const link = open === undefined ? undefined : result[open];
    if (child.type === 'link_close') open = undefined;
    if (!link || !inside.some(isImage) || !inside.every((token) => isImage(token) || isBlank(token))) {
      result.push(child);
      continue;
    }
    const { address, label, at } = metaOf(link);
    const target = { href: String(link.attrGet('href') ?? ''), at: at ?? 0 };
    result.length -= inside.length + 1;
    for (const token of inside) {
      if (isImage(token))
        addMeta(token, {
          link: { ...target, ...(address ? { address } : {}), ...(label === undefined ? {} : { label }) },
        });
      result.push(token);
    }
  }
  return result;
}

function isImage({ type }: Token): boolean {
  return type === 'image';
}

function isBlank({ type, content }: Token): boolean {
  return type === 'softbreak' || type === 'hardbreak' || (type === 'text' && content.trim() === '');
}
