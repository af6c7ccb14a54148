import type { MarkdownIt } from 'markdown-it';
import { escapeHtml } from '../../markdown/html/escape-html.js';
import type { RenderEnv } from './render-rules.js';
import { openSlot } from './slots.js';

/** Token types of formulas. */
const formulas = ['math_inline', 'math_inline_block', 'math_inline_bare_block', 'math_block'] as const;

/**
 * Loads the plugin that renders `$…$` and `$$…$$` as MathML, which browsers display without extra style sheets and fonts.
 * Off unless the course turns it on: otherwise a dollar sign is an amount.
 */
export async function loadMath(): Promise<(md: MarkdownIt) => void> {
  // The plugin is CommonJS, and its types say so.
  const loaded = (await import('@vscode/markdown-it-katex')).default as unknown;
  const plugin = (typeof loaded === 'function' ? loaded : (loaded as { default: unknown }).default) as (
    md: MarkdownIt,
    options: object,
  ) => void;
  return (md) => {
    // `trust: false` refuses the commands that make links, load pictures or set attributes.
    md.use(plugin, {
      output: 'mathml',
      throwOnError: false,
      trust: false,
      strict: 'ignore',
      maxExpand: 500,
      maxSize: 20,
    });
    for (const name of formulas) fillLater(md, name);
  };
}

/** The sanitizer would remove MathML, so formulas are filled in after it, like code. */
function fillLater(md: MarkdownIt, name: string): void {
  const { rules } = md.renderer;
  const original = rules[name];
  if (!original) return;
  rules[name] = (tokens, index, options, env, self) => {
    const { slots } = env as RenderEnv;
    if (!slots) return escapeHtml(tokens[index]?.content ?? '');
    return openSlot('handin-code', original(tokens, index, options, env, self), slots);
  };
}
