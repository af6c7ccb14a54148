import {
  type BundledLanguage,
  bundledLanguages,
  bundledLanguagesAlias,
  createCssVariablesTheme,
  createHighlighterCore,
  type HighlighterCore,
} from 'shiki';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { escapeHtml } from '../../markdown/escape-html.js';

/** Turns code into HTML; a language it does not know comes out plain. */
export type Highlight = (code: string, language: string) => string;

/** Longer code is shown plain: colouring would take longer than reading it helps. */
const maxCharacters = 50_000;

const engine = createJavaScriptRegexEngine({ forgiving: true });

const theme = createCssVariablesTheme({ name: 'page', variablePrefix: '--hl-', fontStyle: false });

/**
 * Loads what is needed to colour code in the given languages. Colours come out as class names (`hl-keyword`), which the
 * page's style sheet fills in for light and dark, so that no page needs style attributes.
 */
export async function loadHighlight(languages: Iterable<string>): Promise<Highlight> {
  const known = [...new Set(languages)].filter(isKnown);
  const highlighters = new Map<string, HighlighterCore>(
    await Promise.all(known.map(async (language) => [language, await openHighlighter(language)] as const)),
  );
  return (code, language) => {
    const highlighter = highlighters.get(language);
    return highlighter && code.length <= maxCharacters ? colour(highlighter, code, language) : escapeHtml(code);
  };
}

/**
 * Each language is by itself: code in code, such as Python in Markdown, is coloured by whatever languages are at hand,
 * and how a report looks must not depend on what other reports hold.
 */
async function openHighlighter(language: BundledLanguage): Promise<HighlighterCore> {
  const loaders = { ...bundledLanguages, ...bundledLanguagesAlias };
  return createHighlighterCore({ themes: [theme], langs: [loaders[language]], engine, warnings: false });
}

function isKnown(language: string): language is BundledLanguage {
  return Object.hasOwn(bundledLanguages, language) || Object.hasOwn(bundledLanguagesAlias, language);
}

function colour(highlighter: HighlighterCore, code: string, language: string): string {
  const lines = highlighter.codeToTokensBase(code.replace(/\n$/, ''), {
    lang: language,
    theme: 'page',
    // Lines are bounded instead of time: what a page shows must not depend on how busy the machine is.
    tokenizeMaxLineLength: 2000,
    tokenizeTimeLimit: 0,
  });
  return lines.map((line) => line.map(({ content, color }) => wrap(content, color)).join('')).join('\n');
}

function wrap(content: string, color: string | undefined): string {
  const kind = /^var\(--hl-token-([a-z-]+)\)$/.exec(color ?? '')?.[1];
  return kind === undefined ? escapeHtml(content) : `<span class="hl-${kind}">${escapeHtml(content)}</span>`;
}
