import createMarkdownIt from 'markdown-it';
import { expect, it } from 'vitest';
import { plainTokens } from '../../../src/markdown/plain-tokens.js';

const markdown =
  '# A *heading*\n\n> - one `two` [three](four "five")\n> - ~~six~~ **seven *eight* nine**  \n>   ten\n\n| a | b |\n|:--|--:|\n| <b>1</b> | &amp; |\n\n```js\ncode\n```\n\n![img](src) https://example.org\n\n<div>\n\n---\n';

it('tokens are those of markdown-it, and made with assignments', () => {
  const original = createMarkdownIt({ html: true, linkify: true });
  const plain = createMarkdownIt({ html: true, linkify: true }).use(plainTokens);
  const tokens = plain.parse(markdown, {});
  expect(JSON.stringify(tokens)).toBe(JSON.stringify(original.parse(markdown, {})));
  expect(plain.render(markdown)).toBe(original.render(markdown));
  expect(tokens[0]?.constructor.name).toBe('PlainToken');
  expect(tokens[0]).toBeInstanceOf(new original.core.State('', original, {}).Token);
});
