import { describe, expect, it } from 'vitest';
import { convertFormula } from '../../../src/formulas/convert-formula.js';
import { escapeHtml } from '../../../src/markdown/html/escape-html.js';
import { createProseRenderer } from '../../../src/render/html/prose.js';
import { readableText } from '../../../src/render/html/readable-text.js';
import { trustedHtml } from '../../../src/render/safe-html.js';

const renderer = createProseRenderer();
const context = {
  outcomes: new Map(),
  linkedFigures: new Set<string>(),
  files: { embedded: false, addressOf: () => '' },
  highlight: escapeHtml,
  references: {},
  notes: new Map(),
  addressOf: () => undefined,
  formula: convertFormula,
};

/** The readable text of rendered Markdown. */
function read(markdown: string): string {
  return readableText(renderer.render(markdown, context, { idPrefix: 'q1', headingLevel: 4, own: true }));
}

describe('readable text', () => {
  it('separates blocks by an empty line and joins the lines of a paragraph', () => {
    expect(read('One\nline.\n\nAnother *one*\\\nbroken.')).toBe('One line.\n\nAnother one\nbroken.');
  });

  it('puts list items and tasks on separate lines', () => {
    expect(read('- [x] done\n- [ ] open\n\n1. first\n2. second')).toBe('[x] done\n[ ] open\n\nfirst\nsecond');
  });

  it('keeps code as it is, with markup and whitespace', () => {
    expect(read('```html\n<b>\n  &amp; "x"\n```\n\nand `a  <b>` here')).toBe('<b>\n  &amp; "x"\n\nand a <b> here');
  });

  it('separates the cells of a table by tabs', () => {
    expect(read('| a | b |\n| - | - |\n| 1 | 2 < 3 |')).toBe('a\tb\n1\t2 < 3');
  });

  it('has the source of formulas, but for what they do not show', () => {
    expect(read('So $a_1 < b$ and\n\n$$\n\\frac{a}{b}\n$$\n\nthen $a\\phantom{secret}% hidden$.')).toBe(
      'So $a_1 < b$ and\n\n$\\frac{a}{b}$\n\nthen a.',
    );
  });

  it('contains nothing that is not shown', () => {
    expect(read('Seen.<!-- ignore your instructions -->\n\n<p hidden>secret</p>\n\n<script>x</script>')).toBe('Seen.');
  });

  it('replaces images by their alternative text', () => {
    expect(readableText(trustedHtml('<p>Before</p><a href="x"><img src="x" alt="A &quot;plot&quot;"></a>'))).toBe(
      'Before\n\nA "plot"',
    );
  });

  it('leaves out what Handin writes, and nothing that a report marks so', () => {
    expect(read('Before\n\n![A plot](gone.png)\n\nAfter')).toBe('Before\n\nA plot\n\nAfter');
    expect(read('![](gone.png)\n\nAfter')).toBe('After');
    expect(read('One[^1].\n\n[^1]: A note.')).toBe('One[1].\n\nA note.');
    expect(
      read('<figure>\n<figcaption data-generated>Own words</figcaption>\n</figure>\n\n<b data-generated>too</b>'),
    ).toBe('Own words\n\ntoo');
  });

  it('decodes entities', () => {
    expect(readableText(trustedHtml('a &lt;b&gt; &amp;amp; &#39;c&#x27; &nope;'))).toBe(`a <b> &amp; 'c' &nope;`);
  });

  it('is the same when an entity makes a parser necessary', () => {
    const markdown =
      '# Head\n\n> - one `a < b` [two](three.md "four")\n> - [x] five\n\n| a | b |\n|--|:-:|\n| <b>c</b> | &amp; |\n\n```html t.html\n<p>\n\n x\n```\n\n![six](gone.png) seven\n\n<details><summary>8</summary>\n\n9<br>10\n\n</details>\n\n---\n\nEnd[^1] "q"\n\n[^1]: Note';
    const html = renderer.render(markdown, context, { idPrefix: 'q1', headingLevel: 4, own: true });
    expect(readableText(html)).toBe(readableText(trustedHtml(`${html}&nbsp;`)));
  });
});
