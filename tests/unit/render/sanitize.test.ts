import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SanitizeOptions } from '../../../src/render/html/allowed-html.js';
import { sanitize, sanitizeAny } from '../../../src/render/html/sanitize.js';
import { sanitizeSimple } from '../../../src/render/html/sanitize-simple.js';
import { searchOf } from '../../support/long-tests.js';

const options: SanitizeOptions = {
  headingLevel: 4,
  brokenLink: 'This link leads nowhere from this page.',
  resolveLink: (href) => {
    if (href.startsWith('/')) return 'broken';
    return href === 'sample.png' ? 'text' : { href };
  },
};

describe('HTML that needs no correction', () => {
  it.each([
    ['text', 'a &amp; b &lt; c &quot;d&quot;', 'a &amp; b &lt; c "d"'],
    ['paragraphs', '<p>one <em>two</em><br>\nthree</p>\n<hr>\n', '<p>one <em>two</em><br />\nthree</p>\n<hr />\n'],
    ['headings', '<h2 id="q1-a">A</h2>', '<h4 id="q1-a">A</h4>'],
    [
      'a link away',
      '<a href="https://example.org/?a=1&amp;b=2" title="&quot;x&quot;">x</a>',
      '<a title="&quot;x&quot;" href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer nofollow">x</a>',
    ],
    [
      'a link to nowhere',
      '<a href="/gone"><b>x</b></a>',
      '<span class="link-broken" title="This link leads nowhere from this page."><b>x</b></span>',
    ],
    ['a link that is none', '<a href="sample.png">x</a>', '<span>x</span>'],
    [
      'an aligned table',
      '<table><thead><tr><th style="text-align:right">a</th></tr></thead></table>',
      '<table><thead><tr><th align="right">a</th></tr></thead></table>',
    ],
    [
      'a task',
      '<ul><li class="task-list-item"><input type="checkbox" disabled checked aria-label="Done"> a</li></ul>',
      '<ul><li class="task-list-item"><input type="checkbox" disabled checked aria-label="Done" /> a</li></ul>',
    ],
    [
      'a footnote’s way back',
      '<a class="footnote-backref" data-generated href="#fnref1">x</a>',
      '<a class="footnote-backref" data-generated href="#fnref1">x</a>',
    ],
  ])('is rewritten as sanitize-html does: %s', (_, html, expected) => {
    expect(sanitizeSimple(html, options)).toBe(expected);
    expect(sanitizeAny(html, options)).toBe(expected);
  });
});

describe('HTML that needs correction', () => {
  it.each([
    ['a script', '<p>a<script>alert(1)</script>b</p>', '<p>ab</p>'],
    ['a handler', '<p onclick="alert(1)">a</p>', '<p>a</p>'],
    ['a scheme', '<a href="javascript:alert(1)">a</a>', '<a rel="noopener noreferrer nofollow">a</a>'],
    ['a scheme with a line break', '<a href="java\nscript:alert(1)">a</a>', '<a>a</a>'],
    ['a quotation’s source', '<blockquote cite="javascript:alert(1)">a</blockquote>', '<blockquote>a</blockquote>'],
    ['a style', '<p style="color:red">a</p>', '<p>a</p>'],
    ['an attribute in upper case', '<p ONCLICK="alert(1)">a</p>', '<p>a</p>'],
    ['an attribute without quotes', '<p title=a>b</p>', '<p title="a">b</p>'],
    ['an attribute twice', '<p title="a" title="b">c</p>', '<p title="a">c</p>'],
    ['an entity in a URL', '<a href="&#106;avascript:alert(1)">a</a>', '<a rel="noopener noreferrer nofollow">a</a>'],
    ['an unknown element', '<p><svg><p>a</p></svg></p>', '<p></p>'],
    ['a button', '<input type="submit">a', 'a'],
    ['a bare bracket', '<p>a < b > c</p>', '<p>a &lt; b &gt; c</p>'],
    ['a comment', '<p>a<!-- <b> -->b</p>', '<p>ab</p>'],
    ['an element that is open', '<p>a <b>b', '<p>a <b>b</b></p>'],
    ['an element that is closed twice', '<p>a</b></p></div>', '<p>a</p>'],
    ['crossed elements', '<b>a<i>b</b>c</i>', '<b>a<i>b</i></b>c'],
    ['a block in a paragraph', '<p>a<div>b</div></p>', '<p>a</p><div>b</div><p></p>'],
    ['a cell in a cell', '<table><tr><td>a<td>b</td></tr></table>', '<table><tr><td>a</td><td>b</td></tr></table>'],
    ['a slash', '<p>a<br/>b</p>', '<p>a<br />b</p>'],
  ])('is left to sanitize-html: %s', (_, html, expected) => {
    expect(sanitizeSimple(html, options)).toBeUndefined();
    expect(sanitize(html, options)).toBe(expected);
  });
});

const names =
  'a b blockquote br code del details dd div dl dt em figure h1 h3 h6 handin-code hr iframe img input li math ol p pre s script section span style sub sup svg table tbody td textarea th thead tr ul wbr'.split(
    ' ',
  );
const attributes = [
  ' id="a"',
  ' class="link-bare"',
  ' class="heading-anchor"',
  ' href="#a"',
  ' href="https://a.b/?c&amp;d"',
  ' href="javascript:alert(1)"',
  ' href="//a.b"',
  ' href="/a"',
  ' href="sample.png"',
  ' title="&lt;&quot;"',
  ' title=""',
  ' style="text-align:left"',
  ' style="color:red"',
  ' onclick="a()"',
  ' data-generated',
  ' data-slot="0"',
  ' type="checkbox" disabled aria-label="Done"',
  ' type="checkbox"',
  ' rel="x"',
  ' start="3"',
  ' cite="data:a"',
  ' open',
  ' TITLE=a',
  ' /',
];
const texts = [
  'a',
  '\n',
  ' ',
  '&amp;',
  '&lt;',
  '&gt;',
  '&quot;',
  '&nbsp;',
  '&amp;lt;',
  '&',
  '<',
  '>',
  '"',
  "'",
  '<!--',
  '-->',
  '\0',
];

const tag = fc.tuple(fc.constantFrom(...names), fc.array(fc.constantFrom(...attributes), { maxLength: 3 }));
const element: fc.Arbitrary<string> = fc.letrec<{ readonly html: string }>((tie) => ({
  html: fc
    .array(
      fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom(...texts),
        fc.constantFrom('a', ' b ', '&amp;', '&quot;', '<br>', '<hr>'),
        fc.tuple(tag, tie('html')).map(([[name, list], inside]) => `<${name}${list.join('')}>${inside}</${name}>`),
        tag.map(([name]) => `<${name}>`),
        tag.map(([name]) => `</${name}>`),
      ),
      { maxLength: 4 },
    )
    .map((pieces) => pieces.join('')),
})).html;

it('HTML is only rewritten without sanitize-html where the result is the same', () => {
  let simple = 0;
  fc.assert(
    fc.property(element, (html) => {
      const result = sanitizeSimple(html, options);
      if (result === undefined) return;
      simple += 1;
      expect(result).toBe(sanitizeAny(html, options));
    }),
    searchOf(5000, 50_000),
  );
  expect(simple).toBeGreaterThan(500);
});
