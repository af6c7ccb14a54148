import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cpuMilliseconds } from '../../support/cpu-time.js';
import { searchOf } from '../../support/long-tests.js';
import { encode, fullOf } from './images.js';

const html = 'xmlns="http://www.w3.org/1999/xhtml"';

/** The text elements of a drawing after it was sanitized, without what places them. */
async function sanitized(inside: string): Promise<string> {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">${inside}</svg>`;
  return Buffer.from(fullOf(await encode(Buffer.from(drawing))).bytes).toString('utf8');
}

/** Its lines of text with the point and the side that they are placed by. */
async function linesOf(inside: string): Promise<readonly string[]> {
  const lines = (await sanitized(inside)).matchAll(
    /<text x="([-\d.]+)" y="([-\d.]+)" style="text-anchor: (\w+)[^>]*>(.*?)<\/text>/g,
  );
  return [...lines].map(([, x, y, anchor, text = '']) => `${x} ${y} ${anchor} ${text.replace(/<[^>]*>/g, '')}`);
}

/** A label as draw.io writes it. */
function label(outer: string, text: string, inner = 'text-align: center'): string {
  return `<switch><foreignObject width="100%" height="100%" requiredFeatures="http://www.w3.org/TR/SVG11/feature#Extensibility"><div ${html} style="display: flex; ${outer}"><div style="box-sizing: border-box; font-size: 0; ${inner}"><div style="display: inline-block; font-size: 10px; font-family: Helvetica; line-height: 1.2; white-space: normal">${text}</div></div></div></foreignObject><text x="1" y="2">Cut...</text></switch>`;
}

describe('a label in HTML', () => {
  test('that is wider than its box keeps its beginning', async () => {
    const text = (align: string): string =>
      `<foreignObject x="20" width="30" height="20"><div ${html} style="text-align: ${align}">Schneckenhaus</div></foreignObject>`;
    expect(await linesOf(text('center') + text('right'))).toEqual([
      '20 14 start Schneckenhaus',
      '20 14 start Schneckenhaus',
    ]);
  });

  test('has a share of the drawing as its width', async () => {
    const text = `<foreignObject width="50%" height="100%"><div ${html} style="text-align: center">Snails</div></foreignObject>`;
    expect(await linesOf(text)).toEqual(['50 14 middle Snails']);
  });

  test.each([
    [
      'centred',
      'align-items: unsafe center; justify-content: unsafe center; width: 98px; height: 1px; padding-top: 40px; margin-left: 1px',
      'text-align: center',
      '50 43.5 middle Warm rooms',
    ],
    [
      'at the top left',
      'align-items: unsafe flex-start; justify-content: unsafe flex-start; width: 98px; height: 1px; padding-top: 40px; margin-left: 1px',
      'text-align: left',
      '1 49 start Warm rooms',
    ],
    [
      'at the bottom right',
      'align-items: unsafe flex-end; justify-content: unsafe flex-end; width: 98px; height: 1px; padding-top: 40px; margin-left: 1px',
      'text-align: right',
      '99 38 end Warm rooms',
    ],
  ])('stands where it stood: %s', async (_, outer, inner, expected) => {
    expect(await linesOf(label(outer, 'Warm rooms', inner))).toEqual([expected]);
  });

  test('is broken into lines where its box ends, and where it says so', async () => {
    const outer = 'align-items: unsafe flex-start; justify-content: unsafe center; width: 60px; height: 1px';
    expect(await linesOf(label(outer, 'Seeds are kept dry<br/>until <b>spring</b>, then sown'))).toEqual([
      '30 9 middle Seeds are',
      '30 21 middle kept dry',
      '30 33 middle until spring,',
      '30 45 middle then sown',
    ]);
  });

  test('keeps weight, slant and colour of its parts', async () => {
    const text = await sanitized(label('width: 200px', 'a <b>b</b> <i>c</i> <font color="#c00">d</font>'));
    expect(
      text.match(/<tspan.*<\/tspan>/)?.[0].replace(/font-size: 10px; font-family: Helvetica, sans-serif/g, ''),
    ).toBe(
      '<tspan style="fill: currentColor; ">a </tspan><tspan style="fill: currentColor; ; font-weight: bold">b</tspan><tspan style="fill: currentColor; "> </tspan><tspan style="fill: currentColor; ; font-style: italic">c</tspan><tspan style="fill: currentColor; "> </tspan><tspan style="fill: #c00; ">d</tspan>',
    );
  });

  test('takes its size and ground from the style sheets of Mermaid', async () => {
    const text = await sanitized(
      `<style>svg{font-size:20px}#m .edgeLabel p{background-color:#eee;}</style><g class="edgeLabel"><foreignObject width="60" height="24"><div ${html} style="display: table-cell; white-space: nowrap; line-height: 1.5; text-align: center"><span class="edgeLabel"><p>no</p></span></div></foreignObject></g>`,
    );
    expect(text).toMatch(/<rect [^>]*style="fill: #eee; stroke: none; opacity: 1"\/><text x="30" /);
  });

  test('runs nothing, and loads nothing', async () => {
    const text = await sanitized(
      `<foreignObject width="90" height="20"><div ${html} style="background: url(https://example.org/x)"><script>alert(1)</script><a href="javascript:alert(1)" onclick="alert(1)">go</a><img src="https://example.org/y" onerror="alert(1)"/></div></foreignObject>`,
    );
    expect(text).not.toMatch(/alert|example\.org|javascript|onclick/);
    expect(text).toContain('go');
  });

  test('of many thousand elements takes little time', async () => {
    const nested = `${'<div>'.repeat(900)}x${'</div>'.repeat(900)}`;
    const many = `<foreignObject width="90" height="20"><p ${html}>words of a label</p></foreignObject>`.repeat(6000);
    const before = process.cpuUsage();
    expect(await sanitized(`<foreignObject><div ${html}>${nested}</div></foreignObject>${many}`)).toContain('words');
    expect(cpuMilliseconds(before)).toBeLessThan(6000);
  });
});

test('the hint of draw.io for programs without HTML is left out', async () => {
  const hint =
    '<switch><g requiredFeatures="http://www.w3.org/TR/SVG11/feature#Extensibility"/><a><text>Text is not SVG - cannot display</text></a></switch>';
  expect(await sanitized(`<path d="M0 0h9"/>${hint}`)).not.toContain('cannot display');
});

describe('a drawing that adapts to dark pages', () => {
  test.each([
    ['<rect fill="light-dark(#111, #eee)"/>', '<rect fill="#111"/>'],
    [
      '<rect style="fill: light-dark(rgb(0, 0, 0), var(--dark, #fff)); color-scheme: light dark"/>',
      '<rect style="fill:rgb(0, 0, 0)"/>',
    ],
    [
      '<style>@media (prefers-color-scheme: dark){rect{fill:#fff}}</style>',
      '<style>@media (min-width: 1e9px){rect{fill:#fff}}</style>',
    ],
    [
      '<style media="(prefers-color-scheme: light)">rect{fill:#000}</style>',
      '<style>@media (min-width: 0px){rect{fill:#000}}</style>',
    ],
  ])('looks as on a light one: %s', async (written, expected) => {
    expect((await sanitized(written)).replace(/^<svg[^>]*>|<\/svg>$/g, '')).toBe(expected);
  });
});

describe('a drawing inside a drawing', () => {
  const embed = (svg: string): string =>
    `<image href="data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}" width="9" height="9"/>`;
  const insideOf = (text: string): string =>
    Buffer.from(/base64,([^"]*)/.exec(text)?.[1] ?? '', 'base64').toString('utf8');

  test('is sanitized', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script><image href="https://example.org/x"/><path d="M0 0h9"/></svg>';
    expect(insideOf(await sanitized(embed(svg)))).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image/><path d="M0 0h9"/></svg>',
    );
  });

  test('is left out when it is none, or inside too many', async () => {
    expect(await sanitized(embed('<html><script>alert(1)</script></html>'))).toContain('href="data:,"');
    let svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>';
    for (let depth = 0; depth < 3; depth += 1)
      svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${embed(svg)}</svg>`;
    expect(insideOf(insideOf(await sanitized(embed(svg))))).toContain('href="data:,"');
  });
});

/** What stands in labels: text, and elements around or between it. */
const labelParts: fc.Arbitrary<string> = fc.letrec<{ part: string; content: string }>((tie) => ({
  content: fc.array(tie('part'), { maxLength: 3 }).map((parts) => parts.join(' ')),
  part: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constant('@'),
    fc.constantFrom('@<br/>@', '@ &amp; @', '@<hr/>@', '<!-- no label -->@'),
    fc
      .tuple(fc.constantFrom('b', 'i', 'span', 'p', 'div', 'font', 'h1', 'code', 'a', 'sub'), tie('content'))
      .map(([name, content]) => `<${name}>${content}</${name}>`),
    tie('content').map((content) => `<ul><li>${content}</li><li>@</li></ul>`),
    tie('content').map(
      (content) => `<div style="text-align: right; width: 40px; white-space: nowrap">${content}</div>`,
    ),
  ),
})).content;

test('no word of a label is lost, however it is marked up and however narrow its box is', async () => {
  await fc.assert(
    fc.asyncProperty(labelParts, fc.integer({ min: 0, max: 200 }), fc.boolean(), async (parts, width, isSwitch) => {
      let words = 0;
      const written = parts.replace(/@/g, () => `w${words++}x`);
      const box = `<foreignObject x="3" y="4" width="${width}" height="30"><div ${html}>${written}</div></foreignObject>`;
      const drawn = await sanitized(isSwitch ? `<switch>${box}<text>w0...</text></switch>` : box);
      const text = drawn.replace(/<[^>]*>/g, ' ').replace(/\s/g, '');
      expect(Array.from({ length: words }, (_, index) => `w${index}x`).filter((word) => !text.includes(word))).toEqual(
        [],
      );
    }),
    searchOf(40, 1000),
  );
}, 240_000);
