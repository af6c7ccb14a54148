// Shiki's core also loads what makes HTML documents, and takes three times as long to load.
import { createJavaScriptRegexEngine } from '@shikijs/engine-javascript';
import { codeToTokensBase, createShikiPrimitiveAsync } from '@shikijs/primitive';
import { type BundledLanguage, bundledLanguages, bundledLanguagesAlias } from 'shiki/langs';
import { escapeHtml } from '../../markdown/html/escape-html.js';
import { kindOfColour, theme } from './highlight-theme.js';

/** Highlights code as HTML; code in an unknown language is only escaped. */
export type Highlight = (code: string, language: string) => string;

/** Longer code is not highlighted: it would take too long. */
const maxCharacters = 50_000;

const engine = createJavaScriptRegexEngine({ forgiving: true });

type Highlighter = Awaited<ReturnType<typeof createShikiPrimitiveAsync>>;

/** Each grammar is loaded once. */
const opened = new Map<BundledLanguage, Promise<Highlighter>>();

/**
 * Loads the grammars for the given languages. Tokens get class names (`hl-keyword`), which the style sheet colours for light
 * and dark mode, so that pages need no style attributes.
 */
export async function loadHighlight(languages: Iterable<string>): Promise<Highlight> {
  const highlighters = new Map<string, Highlighter>();
  for (const language of new Set(languages)) {
    if (!isKnown(language)) continue;
    const highlighter = opened.get(language) ?? openHighlighter(language);
    opened.set(language, highlighter);
    highlighters.set(language, await highlighter);
  }
  return (code, language) => {
    const highlighter = highlighters.get(language);
    if (!highlighter || code.length > maxCharacters) return escapeHtml(code);
    return code.length > maxRemembered ? colour(highlighter, code, language) : remembered(highlighter, code, language);
  };
}

/** Short code that was highlighted: half of the code in five real reports is that of their template. */
const done = new Map<string, string>();

/** Characters of code that is remembered, and how much of it there may be. */
const [maxRemembered, maxDone] = [1000, 1000];

function remembered(highlighter: Highlighter, code: string, language: string): string {
  const key = `${language}\n${code}`;
  const html = done.get(key) ?? colour(highlighter, code, language);
  if (done.size >= maxDone) done.clear();
  done.set(key, html);
  return html;
}

/**
 * One highlighter per language: embedded code, such as Python in Markdown, is highlighted by any loaded grammar, and a
 * report's page must not depend on the languages of other reports.
 */
async function openHighlighter(language: BundledLanguage): Promise<Highlighter> {
  const loaders = { ...bundledLanguages, ...bundledLanguagesAlias };
  return createShikiPrimitiveAsync({ themes: [theme], langs: [loaders[language]], engine, warnings: false });
}

function isKnown(language: string): language is BundledLanguage {
  return Object.hasOwn(bundledLanguages, language) || Object.hasOwn(bundledLanguagesAlias, language);
}

function colour(highlighter: Highlighter, code: string, language: string): string {
  const lines = codeToTokensBase(highlighter, code.replace(/\n$/, ''), {
    lang: language,
    theme: theme.name,
    // A limit on line length instead of time: the output must not depend on the load of the machine.
    tokenizeMaxLineLength: 2000,
    tokenizeTimeLimit: 0,
  });
  return lines.map((line) => line.map(({ content, color }) => wrap(content, color)).join('')).join('\n');
}

function wrap(content: string, color: string | undefined): string {
  const kind = kindOfColour(color);
  return kind === undefined ? escapeHtml(content) : `<span class="hl-${kind}">${escapeHtml(content)}</span>`;
}
