/** Ordinary drawings are not taken for those that would keep a browser busy. */
import { describe, expect, test } from 'vitest';
import { drawing, each, rects } from './drawings.js';
import { encode, fullOf } from './images.js';

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
