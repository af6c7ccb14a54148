import type { MarkdownIt, Token } from 'markdown-it';
import { wrapCoreRule } from './rules.js';

/** What every address has in it that is looked for here. */
const sign = /:\/\/|mailto:|@[^\s.@]+\.|@\[/i;

/**
 * Bare addresses become links: those with a scheme, and those of mail. markdown-it searches every paragraph for them with
 * patterns that take longer than all the rest of reading it; here only text in which there could be one is searched.
 */
export function bareAddresses(md: MarkdownIt): void {
  // Without this every `data.py` is a link to a host in Paraguay, and every `//remark.` one to a host of that name.
  md.linkify.set({ fuzzyLink: false, fuzzyIP: false }).add('//', null);
  wrapCoreRule(md, 'linkify', (linkify) => (state) => {
    const { tokens } = state;
    state.tokens = tokens.filter(mayHoldAddress);
    if (state.tokens.length > 0) linkify(state);
    state.tokens = tokens;
  });
}

function mayHoldAddress({ children }: Token): boolean {
  return children?.some(({ type, content }) => type === 'text' && sign.test(content)) ?? false;
}
