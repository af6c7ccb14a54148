/** Drawings that would keep a browser busy for minutes are refused, however they do it; ordinary ones are not. */
import { describe, expect, test } from 'vitest';
import { encode, fullOf, refusal } from './images.js';

const complex = 'The SVG is too complex to show: save it as PNG.';
const drawing = (inside: string) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 90 90">${inside}</svg>`,
  );

/** CPU time, which does not depend on the load of the machine. */
async function cpuMilliseconds(work: () => Promise<void>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** As many as a level has; with six levels, four billion in the last. */
const each = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, n) => make(n)).join('');
const levels = (make: (level: number) => string) => `<defs>${each(6, make)}</defs>`;
const rects = (attributes: string, inside = '') =>
  each(40, (n) => `<rect x="${n}" width="9" height="9" ${attributes}>${inside}</rect>`);
const pattern = (level: number, inside: string) => `<pattern id="p${level}" width="9" height="9">${inside}</pattern>`;
const line = `d="M0 0${each(40, (n) => `L${n} ${n}`)}"`;

describe('a drawing whose parts refer to each other', () => {
  test.each([
    ['by attributes', levels((n) => pattern(n, rects(`fill="url(#p${n + 1})"`))) + rects('stroke="url(#p0)"')],
    ['by use', levels((n) => `<g id="p${n}">${each(40, () => `<use xlink:href="#p${n + 1}"/>`)}</g>`)],
    ['by masks', levels((n) => `<mask id="p${n}">${rects(`mask="url(#p${n + 1})"`)}</mask>`)],
    ['by clip paths', levels((n) => `<clipPath id="p${n}">${rects(`clip-path="url(#p${n + 1})"`)}</clipPath>`)],
    ['by styles', levels((n) => pattern(n, rects(`style="fill: red; fill: url('#p${n + 1}')"`)))],
    [
      'by classes',
      `<style>${each(6, (n) => `.c${n}, .none { fill: url(#p${n}) }`)}</style>${levels((n) => pattern(n, rects(`class="a c${n + 1}"`)))}`,
    ],
    [
      'by ids in a selector',
      `<style>${each(6, (n) => `@media all { #g${n} > rect { fill: url(#p${n}) } }`)}</style>${levels((n) => pattern(n, `<g id="g${n + 1}">${rects('')}</g>`))}`,
    ],
    [
      'by a rule for every element',
      `<style>:not(pattern) { mask: url(#m) }</style><mask id="m">${rects('')}</mask>${each(20_000, () => '<g/>')}`,
    ],
    [
      'by nested rules',
      `<style>${each(6, (n) => `.c${n} { &amp;.a { fill: url(#p${n}) } }`)}</style>${levels((n) => pattern(n, rects(`class="a c${n + 1}"`)))}`,
    ],
    [
      'by keyframes',
      `<style>@keyframes k { from { mask: url(#m) } } rect { animation: k 1s infinite }</style><mask id="m">${rects('')}</mask>${each(20_000, () => '<rect width="9" height="9"/>')}`,
    ],
    ['by what is inherited', levels((n) => pattern(n, `<g fill="url(#p${n + 1})">${rects('')}</g>`))],
    ['by what is inherited from around it', levels((n) => `<g fill="url(#p${n + 1})">${pattern(n, rects(''))}</g>`)],
    [
      'by an inherited effect',
      levels((n) => `<mask id="p${n}"><g mask="url(#p${n + 1})">${rects('mask="inherit"')}</g></mask>`),
    ],
    [
      'by custom properties',
      levels((n) => pattern(n, `<g style="--paint: url(#p${n + 1})">${rects('style="fill: var(--paint)"')}</g>`)),
    ],
    [
      'by markers',
      levels(
        (n) =>
          `<marker id="p${n}" markerWidth="9" markerHeight="9"><path marker-mid="url(#p${n + 1})" ${line}/></marker>`,
      ),
    ],
    [
      'by markers in the colour of what they mark',
      `<marker id="m">${rects('fill="context-fill"')}</marker>${levels((n) => pattern(n, `<path fill="url(#p${n + 1})" marker-mid="url(#m)" ${line}/>`))}`,
    ],
    ['by animations', levels((n) => pattern(n, rects('', `<set attributeName="fill" to="url(#p${n + 1})"/>`)))],
    ['by encoded ids', levels((n) => pattern(n, rects(`fill="url(#%70${n + 1})"`)))],
    [
      'by drawings in it',
      `<image id="i" width="9" height="9" href="data:image/svg+xml;base64,${drawing(each(2000, () => '<path d="M0 0h9"/>')).toString('base64')}"/>${each(400, () => '<use href="#i"/>')}`,
    ],
  ])('%s', async (_, inside) => {
    const time = await cpuMilliseconds(async () => {
      expect(await refusal(drawing(inside))).toBe(complex);
    });
    expect(time).toBeLessThan(4000);
  });

  test('in circles takes bounded time', async () => {
    const ring = each(60, (n) =>
      pattern(
        n,
        each(60, (other) => `<rect class="c${other}" width="9" height="9"/>`),
      ),
    );
    const rules = each(60, (n) => `.c${n} { fill: url(#p${n}) }`);
    const time = await cpuMilliseconds(async () => {
      expect(await refusal(drawing(`<style>${rules}</style>${ring}`))).toBe(complex);
    });
    expect(time).toBeLessThan(8000);
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
    ['dashed text', `<g stroke="red" stroke-dasharray="0.0001"><text>${'word '.repeat(100)}</text></g>`],
    [
      'filters',
      `<filter id="f"><feGaussianBlur stdDeviation="9"/></filter>${each(13_000, () => '<g filter="url(#f)"/>')}`,
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
      'boxes with shadows',
      `<filter id="f"><feGaussianBlur stdDeviation="2"/><feOffset dx="1"/><feFlood/><feComposite operator="in"/><feMerge/></filter>${each(1000, () => '<rect filter="url(#f)" width="9" height="9"/>')}`,
    ],
    [
      'arrows in the colour of their lines',
      `<marker id="m"><path fill="context-stroke" d="M0 0h9"/></marker>${gradient('g')}${each(2000, () => `<path stroke="url(#g)" marker-end="url(#m)" d="M0 0L1 1L2 2"/>`)}`,
    ],
    ['pages of text', each(2000, () => `<text>${'word '.repeat(20)}</text>`)],
  ])('%s', async (_, inside) => {
    const full = fullOf(await encode(drawing(inside)));
    expect(Buffer.from(full.bytes).toString('utf8')).toContain('<svg');
  });
});
