import type { MarkdownIt, Token } from 'markdown-it';
import { pointInBlock } from '../positions.js';
import { type DialectEnv, metaOf, type TextPoint } from '../rules.js';
import { formulaOf } from '../syntax/formulas.js';

/** Maximum number of formulas per excerpt, and of characters in them: MathML is many times as long as its source. */
export const maxFormulas = 500;
const maxCharacters = 50_000;

/** Shows formulas beyond the limit as code, and records the first of them. */
export function formulaLimit(md: MarkdownIt): void {
  md.core.ruler.push('formula_limit', (state) => {
    const env = state.env as DialectEnv;
    let formulas = 0;
    let characters = 0;
    const limit = (token: Token, at: () => TextPoint): void => {
      const formula = formulaOf(token, env);
      if (!formula) return;
      formulas += 1;
      characters += formula.source.length;
      if (formulas <= maxFormulas && characters <= maxCharacters) return;
      env.firstExtraFormula ??= at();
      token.type = token.type === 'formula' ? 'code_inline' : 'code_block';
      token.content = formula.written;
      token.info = '';
    };
    let lines: readonly string[] | undefined;
    for (const block of state.tokens) {
      limit(block, () => ({ line: block.map?.[0] ?? 0, column: 0 }));
      for (const child of block.children ?? [])
        limit(child, () => {
          lines ??= state.src.split('\n');
          return pointInBlock(lines, block, metaOf(child).at ?? 0);
        });
    }
  });
}
