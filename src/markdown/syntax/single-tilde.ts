import type { MarkdownIt, StateInline } from 'markdown-it';

/** Tells a single tilde from a pair in the list of delimiters. */
const single = 0x1007e;

/**
 * Strikes through between single tildes too, as GitHub does; three and more are text. Unlike there, a tilde between two
 * digits is text: `5~10` is a range.
 */
export function singleTilde(md: MarkdownIt): void {
  md.inline.ruler.before('strikethrough', 'single_tilde', (state, silent) => {
    const { src, pos } = state;
    if (silent || src[pos] !== '~') return false;
    const { length, can_open: open, can_close: close } = state.scanDelims(pos, true);
    if (length === 2) return false;
    if (length === 1 && !/\d~\d/.test(src.slice(Math.max(0, pos - 1), pos + 2))) {
      const token = state.push('text', '', 0);
      token.content = '~';
      state.delimiters.push({ marker: single, length: 0, token: state.tokens.length - 1, end: -1, open, close });
    } else state.pending += '~'.repeat(length);
    state.pos += length;
    return true;
  });
  md.inline.ruler2.after('strikethrough', 'single_tilde', (state) => {
    strike(state, state.delimiters);
    for (const meta of state.tokens_meta) if (meta?.delimiters) strike(state, meta.delimiters);
    return true;
  });
}

function strike({ tokens }: StateInline, delimiters: StateInline['delimiters']): void {
  for (const { marker, end, token } of delimiters) {
    const opening = tokens[token];
    const closing = tokens[delimiters[end]?.token ?? -1];
    if (marker !== single || !opening || !closing) continue;
    Object.assign(opening, { type: 's_open', tag: 's', nesting: 1, markup: '~', content: '' });
    Object.assign(closing, { type: 's_close', tag: 's', nesting: -1, markup: '~', content: '' });
  }
}
