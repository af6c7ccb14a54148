import type { MarkdownIt, Token } from 'markdown-it';
import { type DialectEnv, wrapBlockRule } from '../rules.js';

/**
 * Maximum nesting depth of elements on a page. Browsers stop at 512, and HTML parsers take time for each open element.
 */
export const maxElementDepth = 500;

const emphasis = new Set(['em_open', 'em_close', 'strong_open', 'strong_close', 's_open', 's_close']);

/** Removes the delimiters of emphasis that is nested more deeply, and keeps its text. */
export function emphasisNestingLimit(md: MarkdownIt): void {
  md.core.ruler.after('inline', 'emphasis_limit', ({ tokens, env }) => {
    for (const token of tokens) {
      if (!token.children || token.children.length <= maxElementDepth) continue;
      const children = flattened(token.children);
      if (children.length < token.children.length) recordCut(env, token.map?.[0] ?? 0);
      token.children = children;
    }
  });
}

function flattened(children: readonly Token[]): Token[] {
  let depth = 0;
  return children.filter(({ type, nesting }) => {
    if (!emphasis.has(type)) return true;
    if (nesting < 0) depth -= 1;
    const isShown = depth < maxElementDepth;
    if (nesting > 0) depth += 1;
    return isShown;
  });
}

/** Maximum depth of nested blockquotes; a nested list counts twice. */
export const maxBlockDepth = 40;

/**
 * Beyond a nesting depth, the markers of quotations, lists and footnotes are text. A blockquote reads on through all
 * lines that could belong to it, again at each depth, and the call stack is bounded too. markdown-it's own limit
 * (`maxNesting`) would drop what is nested more deeply; here no word is lost, and its limit applies to inline content
 * only.
 */
export function blockNestingLimit(md: MarkdownIt): void {
  for (const name of ['blockquote', 'list', 'footnote_def'])
    wrapBlockRule(md, name, (rule) => (state, startLine, endLine, silent) => {
      if (state.level < maxBlockDepth) return rule(state, startLine, endLine, silent);
      const env = state.env as DialectEnv;
      // Silently, the rule looks at the marker only.
      if (!silent && !env.nestingCut && rule(state, startLine, endLine, true)) recordCut(env, startLine);
      return false;
    });
}

function recordCut(env: DialectEnv, line: number): void {
  env.nestingCut ??= { line, column: 0 };
}
