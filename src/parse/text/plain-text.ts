import { formulaOf } from '../../markdown/syntax/formulas.js';
import { excerptParser } from '../parsers.js';

/** Characters and strings that Markdown may interpret inside a line. */
const markup = /[\\`*_~[<&\n]|\/\/|@|mailto:/i;

/** Converts inline Markdown to plain text. */
export function plainText(markdown: string): string {
  if (!markup.test(markdown)) return markdown.trim();
  const tokens = excerptParser.parseInline(markdown, {})[0]?.children ?? [];
  return tokens
    .map((token) => {
      const { type, content } = token;
      if (type === 'softbreak' || type === 'hardbreak') return ' ';
      if (type === 'emoji') return token.markup;
      return type === 'html_inline' ? '' : (formulaOf(token, {})?.written ?? content);
    })
    .join('')
    .trim();
}
