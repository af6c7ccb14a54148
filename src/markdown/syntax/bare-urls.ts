import type { MarkdownIt, Token } from 'markdown-it';
import { wrapCoreRule } from '../rules.js';

/** What every detectable URL or mail address contains. */
const urlHint = /:\/\/|mailto:|@[^\s.@]+\.|@\[|www\./i;

/**
 * Autolinks bare URLs with a scheme, those that begin with `www.`, and mail addresses. markdown-it's linkifier tests every paragraph with patterns
 * that take longer than all other parsing; here only text that can contain a URL is tested.
 */
export function bareUrls(md: MarkdownIt): void {
  // Otherwise every `data.py` is a link to a host in Paraguay, and every `//remark.` one to a host of that name.
  md.linkify
    .set({ fuzzyLink: false, fuzzyIP: false })
    .add('//', null)
    .add('www.', {
      validate: endOfWww,
      normalize: (match) => {
        match.url = `http://${match.url}`;
      },
    });
  wrapCoreRule(md, 'linkify', (linkify) => (state) => {
    const { tokens } = state;
    state.tokens = tokens.filter(mayContainUrl);
    if (state.tokens.length > 0) linkify(state);
    state.tokens = tokens;
  });
}

/** What follows in the name of a host, whose last two parts have no underscore. */
const host = /^(?:(?:[\p{L}\p{N}_-]+\.)*[\p{L}\p{N}-]+\.)?[\p{L}\p{N}-]+(?![\p{L}\p{N}_-])/u;

/** Maximum length of an address. */
const maxLength = 2_000;

/** GFM's rules for addresses without a scheme: the number of characters behind `www.` that belong to the address. */
function endOfWww(text: string, from: number): number {
  if (!/^[\s*_~(]?$/.test(text.charAt(from - 5))) return 0;
  const rest = /^[^\s<]*/.exec(text.slice(from, from + maxLength))?.[0] ?? '';
  return host.test(rest) ? withoutTrailing(rest) : 0;
}

/** The length of an address without the punctuation at its end, a parenthesis that opens outside of it, and an entity. */
function withoutTrailing(address: string): number {
  let end = address.length;
  let surplus = address.split(')').length - address.split('(').length;
  for (; end > 0; end -= 1) {
    const last = address[end - 1] ?? '';
    if (last === ')' && surplus > 0) surplus -= 1;
    else if (last === ';') {
      const entity = /&[a-z0-9]+;$/i.exec(address.slice(0, end))?.[0].length;
      if (entity === undefined) return end;
      end -= entity - 1;
    } else if (!/[?!.,:*_~'"]/.test(last)) return end;
  }
  return 0;
}

function mayContainUrl({ children }: Token): boolean {
  return children?.some(({ type, content }) => type === 'text' && urlHint.test(content)) ?? false;
}
