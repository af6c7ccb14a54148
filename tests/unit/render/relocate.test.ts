/** Moving the HTML of an answer gives what rendering it for the other page gives. */
import { expect, it } from 'vitest';
import type { FigureOutcome } from '../../../src/model/figure.js';
import { createProseRenderer } from '../../../src/render/html/prose.js';
import type { ProseContext } from '../../../src/render/html/prose-context.js';
import { relocate } from '../../../src/render/html/relocate.js';

const renderer = createProseRenderer();
const variants = [800, 1600].map((width) => ({
  name: `loss-${width}w-0a1b2c3d.webp`,
  format: 'webp',
  width,
  height: width / 2,
  bytes: 1000,
  sha256: 'a'.repeat(64),
}));
const outcome = {
  target: { kind: 'local', path: 'loss.png' },
  asset: { variants, sourceBytes: 5000, transparent: false, animated: false },
} as unknown as FigureOutcome;

function contextOn(folder: string, page: string): ProseContext {
  return {
    outcomes: new Map([['loss.png', outcome]]),
    linkedFigures: new Set(),
    files: { embedded: false, addressOf: ({ name }) => `${folder}figures/${name}` },
    addressOf: (href) =>
      href === 'loss.png' ? `${folder}figures/${variants[1]?.name}` : href.startsWith('#') ? `${page}${href}` : href,
    highlight: (code) => code.replaceAll('<', '&lt;'),
    references: {},
    notes: new Map(),
  };
}

const render = (markdown: string, idPrefix: string, folder = '', page = ''): string =>
  renderer.render(markdown, contextOn(folder, page), { idPrefix, headingLevel: 4, own: true }).toString();

const folder = '../group-7/';
const page = '../group-7/index.html';

it.each([
  ['paragraphs, lists and tables', 'One.\n\n* two\n* three\n\n| a | b |\n| - | - |\n| c | d |\n'],
  ['headings', '## Data\n\nRead.\n\n## Data\n\nRead again.'],
  ['notes', 'We did.[^1] Again.[^1] And.[^b]\n\n[^1]: In May.\n[^b]: In June.'],
  ['links to the rest of the report, to the web and to nowhere', '[a](#q3) [b](https://a.example/#q7) [c](#q7)'],
  ['figures in several sizes, and a link to one', '![The loss over ten epochs](loss.png)\n\nSee [it](loss.png).'],
  ['code that looks like addresses', '```html\n<img src="figures/a.png" id="q7.1">\n```\n\n`href="#q7"`'],
  ['attributes that look like others', '<span title=\' id="q7" href=\'>a</span> <b title="id=">b</b>'],
  ['elements with a name', '<a name="rig"></a>The rig, <b id="q7">b</b>, [c](https://a.example/#rig).'],
  ['quotation marks in addresses', '[a](https://a.example/?q=%22figures/%22 "figures/")'],
])('%s', (_, markdown) => {
  const moved = relocate(renderer.render(markdown, contextOn('', ''), { idPrefix: 'q7', headingLevel: 4, own: true }), {
    idPrefix: { from: 'q7', to: 'a1b2.q7' },
    home: { folder, page },
  });
  expect(moved.toString()).toBe(render(markdown, 'a1b2.q7', folder, page));
});

it('a link to a heading of the answer itself stays with it', () => {
  const html = renderer.render('## Data\n\n[above](#q7-data)', contextOn('', ''), {
    idPrefix: 'q7',
    headingLevel: 4,
    own: true,
  });
  const moved = relocate(html, { idPrefix: { from: 'q7', to: 'a1b2.q7' }, home: { folder, page } }).toString();
  expect(moved).toContain('<a href="#a1b2.q7-data">above</a>');
});
