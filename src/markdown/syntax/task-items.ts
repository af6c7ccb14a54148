import type { MarkdownIt } from 'markdown-it';
import { addMeta } from '../rules.js';

/** A checkbox at the start of a list item: `[ ]`, `[x]`, `[X]`, and the sloppy forms `[]` and `[ x ]`. */
export const checkbox = /^\[\s*(?:([xX])\s*)?\](?=\s|$)\s*/;

/** Removes the checkbox from a list item's text and sets `meta.task` on the item. */
export function taskItems(md: MarkdownIt): void {
  md.core.ruler.after('block', 'task_items', (state) => {
    state.tokens.forEach((item, index) => {
      const inline = state.tokens[index + 2];
      if (item.type !== 'list_item_open' || state.tokens[index + 1]?.type !== 'paragraph_open' || !inline) return;
      const match = checkbox.exec(inline.content);
      if (!match) return;
      addMeta(item, { task: { done: match[1] !== undefined } });
      inline.content = inline.content.slice(match[0].length);
    });
  });
}
