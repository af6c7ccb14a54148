import type { MarkdownIt, Token } from 'markdown-it';
import { wrapCoreRule } from '../rules.js';

/** What every detectable URL or mail address contains. */
const urlHint = /:\/\/|mailto:|@[^\s.@]+\.|@\[/i;

/**
 * Autolinks bare URLs with a scheme and mail addresses. markdown-it's linkifier tests every paragraph with patterns
 * that take longer than all other parsing; here only text that can contain a URL is tested.
 */
export function bareUrls(md: MarkdownIt): void {
  // Otherwise every `data.py` is a link to a host in Paraguay, and every `//remark.` one to a host of that name.
  md.linkify.set({ fuzzyLink: false, fuzzyIP: false }).add('//', null);
  wrapCoreRule(md, 'linkify', (linkify) => (state) => {
    const { tokens } = state;
    state.tokens = tokens.filter(mayContainUrl);
    if (state.tokens.length > 0) linkify(state);
    state.tokens = tokens;
  });
}

function mayContainUrl({ children }: Token): boolean {
  return children?.some(({ type, content }) => type === 'text' && urlHint.test(content)) ?? false;
}
