import { describe, expect, it } from 'vitest';
import { createProseRenderer } from '../../../src/render/html/prose.js';
import type { ProseContext } from '../../../src/render/html/prose-context.js';
import { readableText } from '../../../src/render/html/readable-text.js';
import { trustedHtml } from '../../../src/render/safe-html.js';

const context: ProseContext = {
  outcomes: new Map(),
  linkedFigures: new Set(),
  files: { embedded: false, addressOf: ({ name }) => name },
  addressOf: () => undefined,
  highlight: (code) => code,
  references: {},
  notes: new Map(),
};

const renderer = createProseRenderer();
const render = (markdown: string, own = true): string =>
  renderer.render(markdown, context, { idPrefix: 'q7', headingLevel: 4, own }).toString();

/** Elements with their ids, in order. */
function anchors(html: string): readonly string[] {
  return [...html.matchAll(/<([a-z0-9]+)(?: [^>]*?)? id="([^"]+)"/g)].map(([, name, id]) => `${name} ${id}`);
}

describe('ids of blocks', () => {
  it('count the blocks of an answer: paragraphs, lists, quotations, code, tables, figures', () => {
    const html = render(
      'one\n\n- two\n\n  still two\n\n> three\n\n```sh title\nfour\n```\n\n| five |\n| - |\n| 5 |\n\n![six](figures/six.png)\n\n<details><summary>seven</summary>\n\n7\n\n</details>\n\n<br>\n\n---\n\n> [!NOTE]\n> eight',
    );
    expect(anchors(html)).toEqual([
      'p q7.1',
      'ul q7.2',
      'blockquote q7.3',
      'div q7.4',
      'div q7.5',
      'div q7.6',
      'details q7.7',
      'div q7.8',
    ]);
  });

  it('never equal those of headings and footnotes', () => {
    const html = render('# 1\n\n## .2\n\n## q7.3\n\ntext[^1]\n\nmore\n\n[^1]: note');
    const all = anchors(html).map((anchor) => anchor.replace(/^\S+ /, ''));
    expect(all).toContain('q7.1');
    expect(new Set(all).size).toBe(all.length);
  });

  it('are not given to blocks that the report names', () => {
    expect(anchors(render('<p id="a">one</p>\n\ntwo\n\n<details id="b"><summary>three</summary></details>'))).toEqual([
      'p q7.a-a',
      'p q7.2',
      'details q7.a-b',
    ]);
  });

  it('are not given to text of the template', () => {
    expect(anchors(render('one\n\ntwo', false))).toEqual([]);
  });

  it('do not change the text', () => {
    const html = render('a *b* `c`\n\n1. d\n2. e\n\n| f |\n| - |\n| g |');
    const without = html.replace(/ id="q7\.\d+"/g, '');
    expect(readableText(trustedHtml(html))).toBe(readableText(trustedHtml(without)));
    expect(html).not.toBe(without);
  });
});
