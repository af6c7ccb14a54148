/** Drawings whose parts refer to each other: what they render is counted, and too much is refused. */
import { describe, expect, test } from 'vitest';
import { sanitizeSvg } from '../../../src/figures/svg/sanitize-svg.js';
import { cpuMilliseconds } from '../../support/cpu-time.js';
import { complex, drawing, each, rects } from './drawings.js';
import { encode, fullOf, refusal } from './images.js';

/** Six levels of definitions, `p0` to `p5`, of which each is to draw the next 40 times, and what draws the first. */
const levels = (make: (level: number) => string, attribute = 'fill') =>
  `<defs>${each(6, make)}</defs><path d="M0 0L1 1L2 2" ${attribute}="url(#p0)"/>`;
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
