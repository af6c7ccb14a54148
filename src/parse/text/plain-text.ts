import { excerptParser } from '../parsers.js';

/** Whatever Markdown could read inside a line as something else than the character itself. */
const markup = /[\\`*_~[<&\n]|\/\/|@|mailto:/i;

/** The text of inline Markdown, without markup. */
export function plainText(markdown: string): string {
  if (!markup.test(markdown)) return markdown.trim();
  const tokens = excerptParser.parseInline(markdown, {})[0]?.children ?? [];
  return tokens
    .map(({ type, content }) => {
      if (type === 'softbreak' || type === 'hardbreak') return ' ';
      return type === 'html_inline' ? '' : content;
    })
    .join('')
    .trim();
}
