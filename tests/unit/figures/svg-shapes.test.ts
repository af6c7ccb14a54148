/** Drawings that would keep a browser busy for minutes are refused, however they do it; ordinary ones are not. */
import { describe, expect, test } from 'vitest';
import { sanitizeSvg } from '../../../src/figures/svg/sanitize-svg.js';
import { cpuMilliseconds } from '../../support/cpu-time.js';
import { encode, fullOf, refusal } from './images.js';

const complex = 'The SVG is too complex to show: save it as PNG.';
const drawing = (inside: string) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 90 90">${inside}</svg>`,
  );

const each = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index)).join('');
/** Six levels of definitions, `p0` to `p5`, of which each is to draw the next 40 times, and what draws the first. */
const levels = (make: (level: number) => string, attribute = 'fill') =>
  `<defs>${each(6, make)}</defs><path d="M0 0L1 1L2 2" ${attribute}="url(#p0)"/>`;
const rects = (attributes: string, inside = '') =>
  each(40, (n) => `<rect x="${n}" width="9" height="9" ${attributes}>${inside}</rect>`);
const pattern = (level: number, inside: string, name = 'p') =>
  `<pattern id="${name}${level}" width="9">${inside}</pattern>`;
const line = `d="M0 0${each(40, (n) => `L${n} ${n}`)}"`;
const patterns = (inside: (next: string) => string, name?: string) =>
  levels((level) => pattern(level, inside(`p${level + 1}`), name));

describe('a drawing whose parts refer to each other', () => {
  test.each([
    ['by attributes', patterns((next) => rects(`fill="url(#${next})"`))],
    [
      'by use',
      `<defs>${each(6, (n) => `<g id="p${n}">${each(40, () => `<use xlink:href="#p${n + 1}"/>`)}</g>`)}</defs><use href="#p0"/>`,
    ],
    ['by masks', levels((n) => `<mask id="p${n}">${rects(`mask="url(#p${n + 1})"`)}</mask>`, 'mask')],
    [
      'by clip paths',
      levels((n) => `<clipPath id="p${n}">${rects(`clip-path="url(#p${n + 1})"`)}</clipPath>`, 'clip-path'),
    ],
    ['by styles', patterns((next) => rects(`style="fill: red; fill: url('#${next}')"`))],
    [
      'by classes',
      `<style>${each(6, (n) => `.none, .c${n} { fill: url(#p${n}) }`)}</style>${levels((n) => pattern(n, rects(`class="a c${n + 1}"`)))}`,
    ],
    [
      'by classes with spaces of other languages, and escaped',
      `<style>${each(6, (n) => `.c\u00a0${n}, .\\63 ${n} { fill: url(#p${n}) }`)}</style>${levels((n) => pattern(n, rects(`class="c\u00a0${n + 1}"`)))}`,
    ],
    [
      'by ids in a selector',
      `<style>${each(6, (n) => `@media all { #g${n} > rect { fill: url(#p${n}) } }`)}</style>${levels((n) => pattern(n, `<g id="g${n + 1}">${rects('')}</g>`))}`,
    ],
    [
      'by a rule for every element',
      `<style>:not(pattern) { mask: url(#m) }</style><mask id="m">${rects('')}</mask>${each(15_000, () => '<g/>')}`,
    ],
    [
      'by nested rules',
      `<style>${each(6, (n) => `.c${n} { &amp;.a { fill: url(#p${n}) } }`)}</style>${levels((n) => pattern(n, rects(`class="a c${n + 1}"`)))}`,
    ],
    [
      'by keyframes',
      `<style>@keyframes k { from { mask: url(#m) } } rect { animation: k 1s infinite }</style><mask id="m">${rects('')}</mask>${each(15_000, () => '<rect/>')}`,
    ],
    ['by what is inherited', patterns((next) => `<g fill="url(#${next})">${rects('')}</g>`)],
    ['by what is inherited from around it', levels((n) => `<g fill="url(#p${n + 1})">${pattern(n, rects(''))}</g>`)],
    [
      'by an inherited effect',
      levels((n) => `<mask id="p${n}"><g mask="url(#p${n + 1})">${rects('mask="inherit"')}</g></mask>`, 'mask'),
    ],
    [
      'by custom properties',
      patterns((next) => `<g style="--x: url(#${next})">${rects('style="fill: var(--x)"')}</g>`),
    ],
    [
      'by custom properties with an effect',
      levels(
        (n) =>
          `<mask id="p${n}"><g style="--x: url(#p${n + 1})">${each(40, () => '<image style="mask: var(--x)"/>')}</g></mask>`,
        'mask',
      ),
    ],
    [
      'by lists of masks',
      levels((n) => `<mask id="p${n}"><rect mask="${each(40, () => `url(#p${n + 1}),`)}none"/></mask>`, 'mask'),
    ],
    [
      'by lists of custom properties',
      levels(
        (n) =>
          `<mask id="p${n}"><g style="--x: url(#p${n + 1})"><rect style="mask: var(--x)${',var(--x)'.repeat(39)}"/></g></mask>`,
        'mask',
      ),
    ],
    [
      'by custom properties in each other',
      `<style>svg { --a: url(#p); ${each(4, (n) => `--${'abcde'[n + 1]}: var(--${'abcde'[n]})${`,var(--${'abcde'[n]})`.repeat(19)};`)} } rect { mask: v\\61r(--e) }</style><mask id="p">${each(9, () => '<path d="M0 0h9"/>')}</mask><rect/>`,
    ],
    [
      'by an inherited effect with a prefix',
      levels(
        (n) =>
          `<clipPath id="p${n}"><g clip-path="url(#p${n + 1})">${rects('style="-webkit-clip-path: inherit"')}</g></clipPath>`,
        'clip-path',
      ),
    ],
    [
      'by animations to an id with a semicolon',
      levels((n) => pattern(n, rects('', `<set attributeName="fill" to="url(#p;${n + 1})"/>`), n === 0 ? 'p' : 'p;')),
    ],
    [
      'by the ends of lines',
      levels(
        (n) => `<marker id="p${n}">${each(40, () => `<line y2="9" marker-end="url(#p${n + 1})"/>`)}</marker>`,
        'marker-mid',
      ),
    ],
    [
      'by markers',
      levels((n) => `<marker id="p${n}"><path marker-mid="url(#p${n + 1})" ${line}/></marker>`, 'marker-mid'),
    ],
    [
      'by markers on animated lines',
      levels(
        (n) =>
          `<marker id="p${n}"><path marker-mid="url(#p${n + 1})"><set attributeName="d" to="M0 0${'h1v1'.repeat(20)}"/></path></marker>`,
        'marker-mid',
      ),
    ],
    [
      'by markers in the colour of what they mark',
      `<marker id="m">${rects('fill="context-fill"')}</marker>${patterns((next) => `<path fill="url(#${next})" marker-mid="url(#m)" ${line}/>`)}`,
    ],
    ['by animations', patterns((next) => rects('', `<set attributeName="fill" to="url(#${next})"/>`))],
    ['by encoded ids', patterns((next) => rects(`fill="url(#${next.replace('p', '%70')})"`))],
    ['by ids with a percent sign', levels((n) => pattern(n, rects(`fill="url(#%70%${n + 1})"`), n === 0 ? 'p' : 'p%'))],
    ['by ids with line breaks', levels((n) => pattern(n, rects(`fill="url('#p ${n + 1}')"`), n === 0 ? 'p' : 'p\n'))],
    [
      'by drawings in it',
      `<image id="i" href="data:image/svg+xml;base64,${drawing(each(2000, () => '<path d="M0 0h9"/>')).toString('base64')}"/>${each(400, () => '<use href="#i"/>')}`,
    ],
  ])('%s', async (_, inside) => {
    const started = process.cpuUsage();
    expect(await refusal(drawing(inside))).toBe(complex);
    expect(cpuMilliseconds(started)).toBeLessThan(4000);
  });

  test('a reference that is not closed leads nowhere', async () => {
    const full = fullOf(await encode(drawing('<rect fill="url(#p1"/><rect style="fill:url(#p\\)"/>')));
    expect(Buffer.from(full.bytes).toString('utf8')).toMatch(/<rect\/><rect(?: style="fill:none")?\/>/);
  });

  test.each([
    ['ids in another encoding', '#%E91'],
    ['tabs, which browsers remove', '#p\t1'],
  ])('%s lead nowhere', async (_, fragment) => {
    const full = fullOf(
      await encode(drawing(`<rect fill="url('${fragment}')" clip-path="url(#p1)"/><use href="${fragment}"/>`)),
    );
    expect(Buffer.from(full.bytes).toString('utf8')).toContain('<rect clip-path="url(#p1)"/><use/>');
  });

  const missing = each(300, (n) => `;fill:url(#none${n})`);
  test.each([
    [
      'of rules',
      `<style>${each(60, (n) => `.c${n} { fill: url(#p${n}) }`)}</style>${each(60, (n) =>
        pattern(
          n,
          each(60, (other) => `<rect class="c${other}"/>`),
        ),
      )}<rect class="c0"/>`,
    ],
    [
      'that draw nothing',
      `${each(40, (n) => pattern(n, [1, 7, 13].map((step) => `<g style="fill:url(#p${(n * step + 1) % 40})${missing}"/>`).join('')))}<rect fill="url(#p0)"/>`,
    ],
    [
      'with long path data',
      `<mask id="m">${each(2000, () => '<use href="#p"/>')}<path id="p" mask="url(#m)" d="M0 0${' '.repeat(2_000_000)}"/></mask><rect mask="url(#m)"/>${each(500_001, () => '<g/>')}`,
    ],
  ])('in circles %s takes bounded time', async (_, inside) => {
    const started = process.cpuUsage();
    expect(await refusal(drawing(inside))).toBe(complex);
    expect(cpuMilliseconds(started)).toBeLessThan(8000);
  });
});

describe('what a drawing draws is counted', () => {
  const gradient = '<linearGradient id="g"><stop/><stop/></linearGradient>';
  const three = '<pattern id="p"><rect/><rect/></pattern>';
  // The root counts, too, and a pattern once for itself.
  test.each([
    ['what stands in it', '<g><rect/><circle/></g>', 4],
    ['nothing that is only defined', `<defs><rect/></defs>${gradient}${three}<symbol id="s"><rect/></symbol>`, 1],
    ['each use', '<rect id="r"/><use href="#r"/><use xlink:href="#r"/>', 6],
    ['a gradient, whatever its stops', `${gradient}<rect fill="url(#g)"/>`, 3],
    ['a pattern where it fills and where it strokes', `${three}<rect fill="url(#p)" stroke="url(#p)"/>`, 8],
    ['a pattern for each of those that inherit it', `${three}<g fill="url(#p)"><rect/><image/><g><rect/></g></g>`, 12],
    ['an effect once for the whole', `<mask id="p"><rect/><rect/></mask><g mask="url(#p)"><rect/><rect/></g>`, 7],
    ['a marker at each vertex', `<marker id="p"><rect/></marker><polyline marker-mid="url(#p)" points="0 0 1 1"/>`, 10],
    ['a marker at both ends', `<marker id="p"><rect/></marker><line x1="1" marker-end="url(#p)"/>`, 6],
    [
      'rules for one of several names',
      `<style>.a .b, #c:hover { fill: url(#p) }</style>${three}<rect class="b"/><rect id="c"/><rect class="a"/>`,
      11,
    ],
    ['what refers to itself once', `<pattern id="p"><rect fill="url(#p)"/></pattern><rect fill="url(#p)"/>`, 4],
    ['no shape for what an animation changes', '<g id="r"><rect/></g><animateTransform href="#r"/>', 4],
  ])('%s', (_, inside, shapes) => {
    expect(Math.round(sanitizeSvg(drawing(inside).toString()).drawn.shapes)).toBe(shapes);
  });
});

describe('a drawing of few elements that take long', () => {
  test.each([
    ['text', `<text id="t">${'word '.repeat(10_000)}</text>${each(400, () => '<use href="#t"/>')}`],
    ['paths', `<path id="t" d="M0 0${'h1v1'.repeat(10_000)}"/>${each(2000, () => '<use href="#t"/>')}`],
    ['dashes', each(300, () => '<path stroke="red" stroke-dasharray="0.001" d="M0 0L400 400"/>')],
    [
      'dashes of a rule',
      `<style>path { stroke-dasharray: .0005, .0005 }</style>${each(300, () => '<path d="M0 0L400 400"/>')}`,
    ],
    [
      'dashes of a custom property',
      `<style>svg { --dash: 1e-3 } path { stroke-dasharray: var(--dash) }</style>${each(300, () => '<path d="M0 0L400 400"/>')}`,
    ],
    [
      'dashes in long lists',
      each(300, () => `<path stroke-dasharray="${'0.001,'.repeat(2000)}0.001" d="M0 0L400 400"/>`),
    ],
    ['dashes behind many zeros', each(300, () => `<path stroke-dasharray="${'0,'.repeat(2000)}1" d="M0 0L400 400"/>`)],
    ...['calc(1px/10000)', 'calc(1px - 0.9999px)', 'pow(0.01, 2)', 'v\\61r(--d)'].map((dash) => [
      `dashes of ${dash}`,
      `<style>svg { --d: 0.0001 } path { stroke-dasharray: ${dash} }</style>${each(300, () => '<path d="M0 0L400 400"/>')}`,
    ]),
    ...[
      ['of circles by CSS', '<style>circle { r: 9000000px }</style>', '<circle/>'],
      ['of rectangles in inches', '', '<rect width="100000in"/>'],
      ['of animated circles', '', '<circle><animate attributeName="r" to="9000000"/></circle>'],
      ['of rectangles in percent', '<symbol viewBox="0 0 90000000 9"/>', '<rect width="100%"/>'],
      ['of large text', '<style>text { font: 900000px serif }</style>', '<text>word</text>'],
    ].map(([what, before, shape]) => [
      `dashes ${what}`,
      `${before}<g stroke-dasharray="1">${each(300, () => shape ?? '')}</g>`,
    ]),
    ['dashed text', `<g stroke="red" stroke-dasharray="0.0001"><text>${'word '.repeat(100)}</text></g>`],
    [
      'filters',
      `<filter id="f"><feGaussianBlur stdDeviation="9"/></filter>${each(13_000, () => '<g filter="url(#f)"/>')}`,
    ],
    [
      'filters behind a number that is too large',
      `<path stroke-dasharray="1" d="M${'9'.repeat(310)} 0L${'9'.repeat(310)} 0"/><filter id="f"><feGaussianBlur/></filter>${each(13_000, () => '<g filter="url(#f)"/>')}`,
    ],
    [
      'filters of a custom property',
      `<style>svg { --f: blur(9px) } g { filter: var(--f) }</style>${each(13_000, () => '<g/>')}`,
    ],
    [
      'shadows of text',
      `<style>text { text-shadow: ${'0 0 9px red,'.repeat(999)} red }</style>${each(200, () => '<text>a</text>')}`,
    ],
    [
      'shadows of text by a custom property',
      `<style>svg { --s: ${'0 0 9px red,'.repeat(999)} red } text { text-shadow: var(--s) }</style>${each(200, () => '<text>a</text>')}`,
    ],
    [
      'clip paths of a rule',
      `<style>g { clip-path: polygon(${'1px 1px,'.repeat(9999)} 0 0) }</style>${each(2000, () => '<g/>')}`,
    ],
    ['filters without an element', `<style>g { filter: blur(9px) }</style>${each(20_000, () => '<g/>')}`],
  ])('%s', async (_, inside) => {
    expect(await refusal(drawing(inside))).toBe(complex);
  });
});

describe('an ordinary drawing is shown', () => {
  const gradient = (id: string) =>
    `<linearGradient id="${id}">${each(4, (n) => `<stop offset="0.${n}"/>`)}</linearGradient>`;
  test.each([
    [
      'one that refers to itself',
      `<pattern id="p" width="9" height="9"><rect fill="url(#p)" width="9" height="9"/></pattern>${rects('fill="url(#p)"')}`,
    ],
    [
      'one whose rule for all applies to what the rule refers to',
      `<style>* { fill: url(#g) }</style>${gradient('g')}${each(5000, () => '<path d="M0 0h9"/>')}`,
    ],
    [
      'a map with gradients by class',
      `<style>${each(20, (n) => `.cls-${n}{fill:url(#g${n});}`)}</style>${each(20, (n) => gradient(`g${n}`))}${each(8000, (n) => `<path class="cls-${n % 20}" d="M${n} 0h9v9z"/>`)}`,
    ],
    [
      'a plot of many points',
      `<path id="m" d="M0 0h1v1z"/>${each(10_000, (n) => `<use xlink:href="#m" x="${n % 90}"/>`)}`,
    ],
    [
      'dashed curves of a plot',
      each(20, () => `<path stroke-dasharray="3.7,1.6" d="M0 0${each(1000, (n) => `L${n} ${(n * 7) % 90}`)}"/>`),
    ],
    [
      'a map in metres with a dashed border',
      `<path stroke-dasharray="100 50" d="M500000 6000000L500900 6000900"/>${each(1200, (n) => `<path d="M500000 6000000L500${100 + (n % 800)} 6000100"/><line x1="500000" y1="6000000" x2="500100" y2="6000100"/>`)}`,
    ],
    [
      'a page of the width of its window with a dashed line',
      `<style>svg { width: 100%; height: auto } .card { rx: 4px }</style><path stroke-dasharray="4 2" d="M0 0h90"/>${each(500, () => '<rect class="card" width="9" height="9"/><text font-size="12">word</text>')}`,
    ],
    [
      'boxes with shadows',
      `<filter id="f"><feGaussianBlur stdDeviation="2"/><feOffset dx="1"/><feFlood/><feComposite operator="in"/><feMerge/></filter>${each(1000, () => '<rect filter="url(#f)" width="9" height="9"/>')}`,
    ],
    [
      'arrows in the colour of their lines',
      `<marker id="m"><path fill="context-stroke" d="M0 0h9"/></marker>${gradient('g')}${each(2000, () => `<path stroke="url(#g)" marker-end="url(#m)" d="M0 0L1 1L2 2"/>`)}`,
    ],
    [
      'a diagram whose rules have attributes, states and keywords',
      `<style>${each(5, (n) => `#m [data-look="neo"].node .c${n} rect, .node:hover { filter: drop-shadow(1px 2px 2px #000) }`)} .edge { stroke: revert; fill: inherit }</style>${each(300, (n) => `<g class="node c${n % 5}"><rect width="9" height="9"/><text>${'word '.repeat(3)}</text></g><path class="edge" d="M0 0L9 9"/>`)}`,
    ],
    [
      'tracks of a map with an arrow each',
      `<marker id="m"><path d="M0 0h9"/></marker>${each(4, () => `<path marker-end="url(#m)" d="M0 0${each(20_000, (n) => `L${n % 90} ${n % 7}`)}"/>`)}`,
    ],
    [
      'boxes with a filter of their own each',
      each(
        800,
        (n) =>
          `<filter id="f${n}"><feFlood/><feOffset dy="4"/><feGaussianBlur stdDeviation="2"/><feComposite/><feColorMatrix/><feBlend/><feBlend/></filter><g filter="url(#f${n})"><rect width="9" height="9"/></g>`,
      ),
    ],
    [
      'labels with a halo',
      `<style>* { text-shadow: none } text { text-shadow: ${'1px 1px 0 rgba(255, 255, 255, .8), '.repeat(7)}0 0 #fff }</style>${each(1500, () => '<text>word</text>')}`,
    ],
    [
      'text in an embedded font',
      `<style>@font-face { font-family: x; src: url(data:font/woff2;base64,${'PathPolygonShape'.repeat(5000)}) }</style>${each(400, () => '<text>word</text><path d="M0 0h9"/>')}`,
    ],
    ...['5%', '1em 2em', '0.5rem', 'calc(2px + 1px)', '5,5,', 'NaN', '2 2;', 'inherit'].map((dash) => [
      `lines with dashes of ${dash}`,
      each(20, () => `<path stroke-dasharray="${dash}" d="M0 0L90 90"/>`),
    ]),
    ['pages of text', each(2000, () => `<text>${'word '.repeat(20)}</text>`)],
  ])('%s', async (_, inside) => {
    expect(fullOf(await encode(drawing(inside))).width).toBe(90);
  });
});
