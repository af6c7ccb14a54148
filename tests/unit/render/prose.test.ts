import { describe, expect, it } from 'vitest';
import { convertFormula } from '../../../src/formulas/convert-formula.js';
import type { FigureOutcome } from '../../../src/model/figure.js';
import { headingIds } from '../../../src/parse/document/anchors.js';
import { readProse } from '../../../src/parse/text/prose.js';
import { loadHighlight } from '../../../src/render/html/highlight.js';
import { createProseRenderer } from '../../../src/render/html/prose.js';
import type { ProseContext } from '../../../src/render/html/prose-context.js';

const variant = (
  name: string,
  width: number,
  height: number,
): { name: string; format: string; width: number; height: number; bytes: number; sha256: string } => ({
  name,
  format: 'webp',
  width,
  height,
  bytes: 1000,
  sha256: '0',
});
const picture: FigureOutcome = {
  target: { kind: 'local', path: 'figures/a.png' },
  asset: {
    variants: [variant('a-800w.webp', 800, 400), variant('a-1200w.webp', 1200, 600)],
    sourceBytes: 9000,
    transparent: false,
    animated: false,
  },
};

const context: ProseContext = {
  outcomes: new Map<string, FigureOutcome>([
    ['figures/a.png', picture],
    ['figures/gone.png', { target: { kind: 'missing' }, failure: 'absent', reason: 'There is no such file.' }],
    [
      'https://example.com/x.png',
      { target: { kind: 'remote', url: 'https://example.com/x.png' }, failure: 'unreachable', reason: 'No answer.' },
    ],
  ]),
  linkedFigures: new Set(['figures/a.png']),
  files: { embedded: false, addressOf: ({ name }) => `figures/${name}` },
  addressOf: (href) => (/^https?:/.test(href) ? href : href === '#known' ? '#q1' : undefined),
  highlight: await loadHighlight(['python']),
  references: { NAME: { href: 'https://example.com/named', title: '' } },
  notes: new Map(),
};

const renderer = createProseRenderer();
/** Without the ids of blocks, which have tests of their own. */
const render = (markdown: string, own = true): string =>
  renderer
    .render(markdown, context, { idPrefix: 'q1', headingLevel: 4, own })
    .toString()
    .replace(/ id="q1\.\d+"/g, '')
    .trim();

const figure =
  '<figure class="figure"><a class="figure-zoom" href="figures/a-1200w.webp"><img src="figures/a-800w.webp" srcset="figures/a-800w.webp 800w, figures/a-1200w.webp 1200w" sizes="(min-width: 84rem) 868px, (min-width: 72rem) 792px, (min-width: 46rem) 576px, 100vw" width="1200" height="600" alt="A curve" loading="lazy" decoding="async"></a><figcaption data-generated>A curve</figcaption></figure>';

describe('figures', () => {
  it('replace a paragraph that contains nothing else', () => {
    expect(render('![A curve](figures/a.png)')).toBe(figure);
  });

  it.each([
    ['numbered', 'Figure 1: How the loss fell.'],
    ['in italics, below on the next line', '*Fig. 2. How the loss fell.*'],
    ['the same words', 'A curve.'],
  ])('have the author’s caption instead of their description: %s', (_, caption) => {
    const html = render(`![A curve](figures/a.png)\n${caption}`);
    expect(html).toContain(`alt="A curve"`);
    expect(html).not.toContain('figcaption');
    expect(html).toContain(caption.replace(/\*(.*)\*/, '<em>$1</em>'));
  });

  it('keep their description before a sentence about them', () => {
    expect(render('![A curve](figures/a.png)\n\nFigure 1 shows the loss.')).toContain(
      '<figcaption data-generated>A curve',
    );
  });

  it('split the paragraph that they are in', () => {
    expect(render('Before\n![A curve](figures/a.png)\nafter.')).toBe(`<p>Before</p>\n${figure}<p>after.</p>`);
  });

  it.each([
    ['in one paragraph', '![A curve](figures/a.png)\n![A curve](figures/a.png)'],
    ['in paragraphs of their own', '![A curve](figures/a.png)\n\n![A curve](figures/a.png)'],
  ])('form a row when nothing is between them: %s', (_, markdown) => {
    expect(render(markdown)).toBe(
      `<div class="figure-row"><div class="row-wide shares-8">${figure}${figure}</div></div>`,
    );
  });

  it('leave the link and the formatting around them to the text beside them', () => {
    const html = render(
      '<a href="https://example.com/b">![A](figures/a.png) its text</a> and <b>![B](figures/a.png) bold</b>',
    );
    expect(html).toMatch(
      /^<p><a href="https:\/\/example\.com\/b"[^>]*> its text<\/a><\/p>\s*<figure.*<\/figure><p> and <b> bold<\/b><\/p>\s*<figure.*<\/figure>$/s,
    );
  });

  it('stay in the element of HTML that they are in', () => {
    const html = render('Above <details><summary>More</summary> ![A](figures/a.png) below</details> after');
    expect(html).toMatch(
      /^<p>Above <\/p>\s*<details><summary>More<\/summary> <figure.*<\/figure> below<\/details>\s*<p> after<\/p>\s*$/s,
    );
  });

  it('form no row when text is between them', () => {
    expect(render('![A curve](figures/a.png)\n\nand\n\n![A curve](figures/a.png)')).toBe(
      `${figure}<p>and</p>\n${figure}`,
    );
  });

  it('are shown in place of a link alone on its line, with the link text as caption', () => {
    expect(render('[A curve](figures/a.png)')).toBe(figure);
  });

  it('follow a sentence that links to them, which keeps its text', () => {
    expect(render('See [A curve](figures/a.png) for more.')).toBe(
      `<p>See <span class="link-broken" title="This link leads nowhere from this page.">A curve</span> for more.</p>\n${figure}`,
    );
  });

  it('that a prompt links to are samples and stay text', () => {
    expect(render('See [this figure](figures/a.png).', false)).toBe('<p>See <span>this figure</span>.</p>');
  });

  it('written as HTML keep their width', () => {
    expect(render('<img src="figures/a.png" alt="A curve" width="300">')).toContain('class="figure figure-small"');
    expect(render('<img src="figures/a.png" alt="A curve" width="300">')).toContain('width="300" height="150"');
  });

  it('in a table stay in their cell, in a heading follow it', () => {
    expect(render('| a |\n| - |\n| ![A curve](figures/a.png) |')).toContain(`<td>${figure}</td>`);
    expect(render('# Title ![A curve](figures/a.png)')).toMatch(
      /^<h4 id="q1-title">Title (?:(?!figure).)*<\/h4>\n<figure(?:(?!<figure ).)*$/,
    );
  });

  it('that cannot be shown become a box with their name, alternative text and reason', () => {
    expect(render('![A curve](figures/gone.png)')).toBe(
      '<div class="figure-box"><span class="figure-box-alt">A curve</span> <span class="figure-box-name" data-generated>figures/gone.png</span> <span class="figure-box-reason" data-generated>There is no such file.</span></div>',
    );
    expect(render('![](https://example.com/x.png)')).toBe(
      '<div class="figure-box"><a class="figure-box-name" data-generated href="https://example.com/x.png" rel="noopener noreferrer nofollow">https://example.com/x.png</a> <span class="figure-box-reason" data-generated>No answer.</span></div>',
    );
  });
});

describe('links', () => {
  it.each([
    [
      'to the web',
      '[a](https://example.com)',
      '<p><a href="https://example.com" rel="noopener noreferrer nofollow">a</a></p>',
    ],
    [
      'by name, defined anywhere in the report',
      '[a][name]',
      '<p><a href="https://example.com/named" rel="noopener noreferrer nofollow">a</a></p>',
    ],
    [
      'bare',
      'https://example.com',
      '<p><a class="link-bare" href="https://example.com" rel="noopener noreferrer nofollow">https://example.com</a></p>',
    ],
    ['to a heading', '[a](#known)', '<p><a href="#q1">a</a></p>'],
    [
      'to a file of the repository',
      '[a](src/a.py)',
      '<p><span class="link-broken" title="This link leads nowhere from this page.">a</span></p>',
    ],
    [
      'with a script',
      '[a](javascript:alert(1))',
      '<p><span class="link-broken" title="This link leads nowhere from this page.">a</span></p>',
    ],
    ['not made of file names', 'data.py and model.py', '<p>data.py and model.py</p>'],
  ])('%s', (_, markdown, html) => {
    expect(render(markdown)).toBe(html);
  });
});

describe('Markdown as reports write it', () => {
  it.each([
    ['headings go below the question, their order kept', '# a\n\n### b', /^<h4 id="q1-a">.*\n<h6 id="q1-b">/],
    ['pseudo-tags are text', 'uv add <package> and <run_id>', /^<p>uv add &lt;package&gt; and &lt;run_id&gt;<\/p>$/],
    [
      'names of elements that stand for something are text',
      'curl <address> or <title>',
      /^<p>curl &lt;address&gt; or &lt;title&gt;<\/p>$/,
    ],
    ['a pseudo-tag on a line of its own does not stop Markdown', '<weblink>\n**bold**', /&lt;weblink&gt;/],
    ['line breaks stay', 'a<br>b<br />c', /^<p>a<br \/>b<br \/>c<\/p>$/],
    [
      'a note in the text of a link follows the link',
      'See [the *map*[^1] of](https://example.com/b), [![A](figures/a.png)[^1]](https://example.com/c)\n\n[^1]: Old.',
      /^<p>See <a href="https:\/\/example\.com\/b"[^>]*>the <em>map<\/em> of<\/a><sup class="footnote-ref">.*\[1\]<\/a><\/sup>, <\/p>\s*<figure[^>]*><a class="figure-link" href="https:\/\/example\.com\/c".*<\/figure><p><sup.*\[1:1\]/s,
    ],
    [
      'details in a sentence end its paragraph, and leave no empty one behind',
      'Above <details><summary>More</summary>in</details> after.\n\nNext <details><summary>Only</summary>this</details>',
      /^<p>Above <\/p>\s*<details><summary>More<\/summary>in<\/details>\s*<p> after\.<\/p>\s*<p>Next <\/p>\s*<details><summary>Only<\/summary>this<\/details>$/,
    ],
    [
      'details that begin in a sentence hold the blocks below it',
      'Above\n<details><summary>More</summary>\n\n- in\n\n</details>',
      /^<p>Above<\/p>\s*<details><summary>More<\/summary>\s*<ul>\s*<li>in<\/li>\s*<\/ul>\s*<\/details>$/,
    ],
    [
      'details stay, and are closed',
      '<details>\n<summary>More</summary>\n\n**in**',
      /^<details>\s*<summary>More<\/summary>\s*<p><strong>in<\/strong><\/p>\s*<\/details>$/,
    ],
    [
      'tables scroll inside themselves',
      '| a |\n| :-: |\n| b |',
      /^<div class="table-scroll" tabindex="0" role="region" aria-label="Table"><table>\s*<thead>\s*<tr>\s*<th align="center">a<\/th>/,
    ],
    [
      'code is coloured by class',
      '```python\nimport x\n```',
      /^<div class="code-frame"><pre class="code" tabindex="0" data-lang="python"><code><span class="hl-keyword">import<\/span> x<\/code><\/pre><\/div>$/,
    ],
    ['code of no known language is plain', '```nosuch\n<b>\n```', /<code>&lt;b&gt;\n<\/code>/],
    [
      'tasks have boxes',
      '- [x] a\n- [ ] b',
      /<input type="checkbox" disabled(?:="[a-z]*")? checked(?:="[a-z]*")? aria-label="Done"[^>]*> a<\/li>\s*<li class="task-list-item"><input type="checkbox" disabled(?:="[a-z]*")? aria-label="Open"/,
    ],
    [
      'an alert stands alone on its line',
      '> [!NOTE]\n> y',
      /<div class="markdown-alert markdown-alert-note"><p class="markdown-alert-title">Note<\/p>/,
    ],
    [
      'a quotation that only begins like an alert keeps its markup',
      '> [!NOTE] **x**\n> y',
      /<blockquote>\s*<p>\[!NOTE\] <strong>x<\/strong>/,
    ],
    [
      'surplus cells of a row stay',
      '| a | b |\n| - | - |\n| 1 | `x | y` | 3 |',
      /<td>1<\/td>\s*<td><code>x \| y<\/code> \| 3<\/td>/,
    ],
    [
      'text behind a fence stays',
      '```python title="a b.py"\nx\n```',
      /<p class="code-title">title=&quot;a b\.py&quot;<\/p><pre/,
    ],
    [
      'words between the template’s backticks are no code block',
      '```We trained a network\nover two lines```',
      /^<p><code>We trained a network over two lines<\/code><\/p>$/,
    ],
    [
      'definitions that nothing refers to stay',
      '[Docker]: containers\n\n[1]: https://example.com/x',
      /\[Docker\]: containers[\s\S]*\[1\]: <a/,
    ],
    [
      'definitions that are used do not',
      '[a]\n\n[a]: https://example.com',
      /^<p><a href="https:\/\/example\.com"[^>]*>a<\/a><\/p>$/,
    ],
    ['raw headings go below the question', '<h1>Big</h1>', /^<h4>Big<\/h4>$/],
    [
      'footnotes lead to their notes and back',
      'a[^1]\n\n[^1]: b',
      /<a class="footnote-link" href="#fn-q1-1"[\s\S]*<li id="fn-q1-1"[\s\S]*href="#fnref-q1-1"/,
    ],
    ['deep quotations keep their words', `${'> '.repeat(200)}deep`, /deep/],
    ['deep emphasis keeps its words', `${'*a '.repeat(1000)}deep${' b*'.repeat(1000)}`, /deep(?: b(?:<\/em>)?){1000}/],
    [
      'deep elements keep their words',
      `a ${'<sub>'.repeat(1000)}deep${'</sub>'.repeat(1000)}`,
      /(?:<sub>){500}deep(?:<\/sub>){500}<\/p>/,
    ],
    [
      'a wide table of short rows keeps its words',
      `|${'a|'.repeat(900)}\n|${'-|'.repeat(900)}\n${'deep\n'.repeat(200)}`,
      /(?:deep\s*){200}/,
    ],
    ['dashes under a line are a rule', 'a\n---\nb', /^<p>a<\/p>\s*<hr \/>\s*<p>b<\/p>$/],
    ['amounts are no formulas', 'It cost $50 and then $20.', /^<p>It cost \$50 and then \$20\.<\/p>$/],
    ['template syntax is text', '{{ 7*7 }} {% raw %}', /^<p>\{\{ 7\*7 \}\} \{% raw %\}<\/p>$/],
    ['classes of a report do not reach the page', '<b class="question" data-id="main">x</b>', /^<p><b>x<\/b><\/p>$/],
    ['ids of a report get a prefix', '<b id="main">x</b>', /^<p><b id="q1\.a-main">x<\/b><\/p>$/],
    ['hidden text is left out', 'a <span style="display: none">secret</span> b', /^<p>a {1,2}b<\/p>$/],
  ])('%s', (_, markdown, html) => {
    expect(render(markdown)).toMatch(html);
  });
});

describe('formulas', () => {
  const place = { idPrefix: 'q1', headingLevel: 4, own: true };
  const withFormulas: ProseContext = { ...context, formula: convertFormula };
  const shown = (markdown: string, by = renderer): string => by.render(markdown, withFormulas, place).toString().trim();

  it('are MathML in a sentence and on lines of their own', () => {
    expect(shown('So $a_1$ costs $5.')).toBe(
      '<p id="q1.1">So <math alttext="a_1"><msub><mi>a</mi><mn>1</mn></msub></math> costs $5.</p>',
    );
    const block = '<math display="block" alttext="a"><mi>a</mi></math>';
    expect(shown('$$\na\n$$')).toBe(`<div id="q1.1" class="formula">${block}</div>`);
    expect(shown('```math\na\n```')).toBe(`<div id="q1.1" class="formula">${block}</div>`);
    expect(shown('So $$a$$.')).toBe(`<p id="q1.1">So <span class="formula">${block}</span>.</p>`);
  });

  it('that cannot be read are shown as they are written', () => {
    expect(shown('So $a &_b_$.')).toBe('<p id="q1.1">So <code>$a &amp;_b_$</code>.</p>');
    const code = (text: string, language = ''): string =>
      `<div id="q1.1" class="code-frame"><pre class="code" tabindex="0"${language}><code>${text}</code></pre></div>`;
    expect(shown('$$\na & b\n$$')).toBe(code('$$\na &amp; b\n$$'));
    expect(shown('```math\na & b\n```')).toBe(code('a &amp; b\n', ' data-lang="math"'));
  });

  it('are text where they are turned off', () => {
    expect(shown('So $a$.', createProseRenderer([], { plainDollars: true }))).toBe('<p id="q1.1">So $a$.</p>');
  });

  it('name a heading as the parser has it', () => {
    const [heading] = readProse({ markdown: '## Cost $n^2$ of `x`', origin: [] }).headings;
    expect(heading?.text).toBe('Cost $n^2$ of x');
    expect(shown('## Cost $n^2$ of `x`')).toContain(`<h4 id="${headingIds([heading?.text ?? ''], 'q1')[0]}">`);
  });
});

describe('text that many reports have', () => {
  const place = { idPrefix: 'q1-prompt', headingLevel: 4, own: false };
  const other: ProseContext = { ...context, addressOf: () => undefined, highlight: () => 'other', references: {} };
  const prompt = (markdown: string, within: ProseContext, at = place): string =>
    renderer.render(markdown, within, at).toString();

  it('is rendered once', () => {
    const text = 'Describe your **data**.';
    expect(renderer.render(text, context, place)).toBe(renderer.render(text, other, place));
    expect(renderer.renderInline(text, context)).toBe(renderer.renderInline(text, other));
    expect(renderer.renderInline(text, context)).not.toBe(renderer.render(text, context, place));
  });

  it.each([
    ['a link', '<https://example.com>'],
    ['a link in HTML', '<a href="#known">here</a>'],
    ['a reference', '[name]'],
    ['code', '```python\nx = 1\n```'],
    ['a figure', '<img src="figures/a.png">'],
  ])('is rendered for each report if it has %s', (_, markdown) => {
    const first = prompt(markdown, context);
    expect(prompt(markdown, { ...other, outcomes: new Map() })).not.toBe(first);
    expect(prompt(markdown, context)).toBe(first);
  });

  it('has the anchors and the heading level of its place', () => {
    const text = '# Data';
    expect(prompt(text, context)).toContain('<h4 id="q1-prompt-data"');
    expect(prompt(text, context, { ...place, idPrefix: 'q2-prompt' })).toContain('<h4 id="q2-prompt-data"');
    expect(prompt(text, context, { ...place, headingLevel: 5 })).toContain('<h5 id="q1-prompt-data"');
  });
});
