import { describe, expect, test } from 'vitest';
import { complex, drawing, each } from './drawings.js';
import { refusal } from './images.js';

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
      [
        'of circles with a radius behind zeros',
        `<style>circle { r: ${'0'.repeat(200)}9000000px }</style>`,
        '<circle/>',
      ],
      [
        'of rectangles in percent of a long number',
        `<symbol viewBox=" 0 0 ${'0'.repeat(200)}90000000 9"/>`,
        '<rect width="100%"/>',
      ],
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
      `<style>text { text-shadow: ${'0 0 9px red,'.repeat(999)} red }</style>${each(100, () => '<text>a</text>')}`,
    ],
    [
      'shadows of text by a custom property',
      `<style>svg { --s: ${'0 0 9px red,'.repeat(999)} red } text { text-shadow: var(--s) }</style>${each(100, () => '<text>a</text>')}`,
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
