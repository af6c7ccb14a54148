import { excerptParser } from '../parsers.js';

/** Characters and strings that Markdown may interpret inside a line. */
const markup = /[\\`*_~[<&\n]|\/\/|@|mailto:/i;

/** Converts inline Markdown to plain text. */
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
