import type { MarkdownIt, Token } from 'markdown-it';
import anchors from 'markdown-it-anchor';
import { wrapCoreRule } from '../../markdown/rules.js';
import { formulaOf } from '../../markdown/syntax/formulas.js';
import { slugify } from '../../model/slugify.js';
import { createUniqueNames } from '../../model/unique-names.js';
import type { Translate } from '../../words/translate.js';
import type { RenderEnv } from './render-rules.js';

/** The text that names a heading: the same as the parser's. */
function textOf(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === 'text' || token.type === 'code_inline') return token.content;
      return token.type === 'emoji' ? token.markup : (formulaOf(token, {})?.written ?? '');
    })
    .join('');
}

/**
 * Gives every heading an anchor and a link to itself. Two things that markdown-it-anchor does anew for each heading are
 * done for it, because its time grows with the square of their number: it tells equal names apart by counting from one,
 * and it looks the heading up in the list of all tokens.
 */
export function headingAnchors(md: MarkdownIt, t: Translate<'prose.headingLink'>): void {
  md.use(anchors as unknown as (md: MarkdownIt, options: object) => void, {
    level: [1, 2, 3, 4, 5, 6],
    tabIndex: false,
    getTokensText: textOf,
    slugifyWithState: (text: string, { env }: { readonly env: RenderEnv }) => {
      env.uniqueId ??= createUniqueNames();
      return env.uniqueId(`${env.docId ?? 'top'}-${slugify(text)}`);
    },
    permalink: anchors.permalink.linkInsideHeader({
      symbol: '',
      class: 'heading-anchor',
      renderAttrs: () => ({ 'aria-label': t('prose.headingLink') }),
    }),
  });
  wrapCoreRule(md, 'anchor', (anchor) => (state) => {
    const { tokens } = state;
    for (const [index, { type }] of tokens.entries()) {
      if (type !== 'heading_open') continue;
      state.tokens = tokens.slice(index, index + 2);
      anchor(state);
    }
    state.tokens = tokens;
  });
}
