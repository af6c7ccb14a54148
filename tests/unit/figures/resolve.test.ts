import { describe, expect, test } from 'vitest';
import { indexFiles } from '../../../src/figures/resolve/file-index.js';
import { resolveFigure } from '../../../src/figures/resolve/resolve-figure.js';
import { cpuMilliseconds } from '../../support/cpu-time.js';

const files = indexFiles(
  [
    'figures/plot.png',
    'figures/Loss Curve.png',
    'figures/caf\u00e9.png',
    'figures/photo.JPG',
    'figures/twice.png',
    'figures/twice.jpg',
    'figures/Same.png',
    'figures/same.png',
    'figures/100%.png',
    'figures/a#b?c.png',
    'images/deep/er/chart.svg',
    'root.png',
  ],
  ['figures/secret.png', 'linked'],
  'group-1',
);
const local = (path: string, tolerance?: string) => ({
  kind: 'local',
  path,
  ...(tolerance === undefined ? {} : { tolerance }),
});

describe('a correct address resolves without tolerance', () => {
  test.each([
    ['figures/plot.png', 'figures/plot.png'],
    ['./figures/plot.png', 'figures/plot.png'],
    ['figures//plot.png', 'figures/plot.png'],
    ['figures/../figures/plot.png', 'figures/plot.png'],
    ['figures/Loss%20Curve.png', 'figures/Loss Curve.png'],
    ['figures/Loss Curve.png', 'figures/Loss Curve.png'],
    [' figures/plot.png ', 'figures/plot.png'],
    ['figures/caf%C3%A9.png', 'figures/caf\u00e9.png'],
    ['figures/100%.png', 'figures/100%.png'],
    ['figures/100%25.png', 'figures/100%.png'],
    ['figures/a%23b%3Fc.png', 'figures/a#b?c.png'],
    ['figures/a#b?c.png', 'figures/a#b?c.png'],
  ])('%s', (href, path) => {
    expect(resolveFigure(href, files)).toEqual(local(path));
  });
});

describe('a nearly correct address resolves and says what was overlooked', () => {
  test.each([
    ['figures/Plot.png', 'figures/plot.png', 'the letter case was overlooked'],
    ['FIGURES/PLOT.PNG', 'figures/plot.png', 'the letter case was overlooked'],
    ['figures/photo.jpg', 'figures/photo.JPG', 'the letter case was overlooked'],
    ['figures/plot.jpg', 'figures/plot.png', 'the extension was overlooked'],
    ['figures/plot', 'figures/plot.png', 'the extension was overlooked'],
    ['figures/Plot.jpg', 'figures/plot.png', 'the letter case and the extension were overlooked'],
    ['figures/cafe\u0301.png', 'figures/caf\u00e9.png', 'the way its accented letters are stored was overlooked'],
    ['figures/CAFE\u0301.png', 'figures/caf\u00e9.png', 'the letter case was overlooked'],
    ['figures\\plot.png', 'figures/plot.png', '"\\" in place of "/" was overlooked'],
    ['/figures/plot.png', 'figures/plot.png', 'the "/" in front was overlooked'],
    ['//figures/plot.png', 'figures/plot.png', 'the "/" in front was overlooked'],
    ['reports/figures/plot.png', 'figures/plot.png', '"reports/" in front was overlooked'],
    [
      '/reports/figures/Plot.png',
      'figures/plot.png',
      'the letter case, the "/" in front and "reports/" in front were overlooked',
    ],
    ['reports/group-1/figures/plot.png', 'figures/plot.png', '"reports/group-1/" in front was overlooked'],
    ['group-1/figures/plot.png', 'figures/plot.png', '"group-1/" in front was overlooked'],
    ['figures/plot.png?raw=true', 'figures/plot.png', '"?raw=true" behind it was overlooked'],
    ['figures/plot.png#right', 'figures/plot.png', '"#right" behind it was overlooked'],
    ['figures/Loss%20Curve.PNG', 'figures/Loss Curve.png', 'the letter case was overlooked'],
  ])('%s', (href, path, tolerance) => {
    expect(resolveFigure(href, files)).toEqual(local(path, tolerance));
  });
});

describe('a GitHub URL of a file in the folder resolves to that file', () => {
  const page = 'the address of its page on GitHub was read as the file itself';
  test.each([
    ['https://github.com/o/r/blob/main/reports/figures/plot.png', 'figures/plot.png', page],
    ['https://github.com/o/r/raw/feature/branch/figures/plot.png?raw=true', 'figures/plot.png', page],
    ['https://www.github.com/o/r/tree/main/images/deep/er/chart.svg', 'images/deep/er/chart.svg', page],
    ['https://raw.githubusercontent.com/o/r/main/reports/figures/Loss%20Curve.png', 'figures/Loss Curve.png', page],
    [
      'https://github.com/o/r/blob/main/figures/PLOT.png',
      'figures/plot.png',
      `${page}, and the letter case was overlooked`,
    ],
  ])('%s', (href, path, tolerance) => {
    expect(resolveFigure(href, files)).toEqual(local(path, tolerance));
  });

  test.each([
    'https://github.com/o/r/blob/main/figures/other.png',
    'https://github.com/user-attachments/assets/521a7b1e-5a3f-442f-890c-5cef85a610d1',
    'https://example.com/o/r/blob/main/figures/plot.png',
    'https://github.com.evil.org/o/r/blob/main/figures/plot.png',
  ])('any other URL stays remote: %s', (href) => {
    expect(resolveFigure(href, files)).toEqual({ kind: 'remote', url: href });
  });
});

describe('URLs', () => {
  test.each([
    ['https://example.com/a.png', 'https://example.com/a.png'],
    ['HTTP://Example.com/a b.png', 'http://example.com/a%20b.png'],
    ['//example.com/a.png', 'https://example.com/a.png'],
    ['ht\ntps://example.com/a.png', 'https://example.com/a.png'],
  ])('%j', (href, url) => {
    expect(resolveFigure(href, files)).toEqual({ kind: 'remote', url });
  });

  test('a URL that cannot be parsed is missing', () => {
    expect(resolveFigure('https://', files)).toEqual({ kind: 'missing' });
  });
});

test.each([
  '../secret.png',
  '..\\secret.png',
  '%2e%2e/secret.png',
  '..%2fsecret.png',
  '%2e%2e%5csecret.png',
  'figures/../../figures/plot.png',
  '../group-1/figures/plot.png',
  '/etc/passwd',
  '\\Windows\\win.ini',
  'C:\\Users\\me\\plot.png',
  'c:/figures/plot.png',
  'file:///etc/passwd',
  'FILE:figures/plot.png',
  '\\\\server.local\\share\\plot.png',
  'figures/secret.png',
  'Figures/SECRET.png',
  'reports/figures/secret.png',
  'linked/plot.png',
  './linked/../linked/plot.png',
  'https://github.com/o/r/blob/main/linked/plot.png',
])('%s leaves the folder', (href) => {
  expect(resolveFigure(href, files)).toEqual({ kind: 'outside' });
});

test('a data URL may hold a picture', () => {
  const url = 'data:image/png;base64,AAAA';
  expect(resolveFigure(url, files)).toEqual({ kind: 'embedded', url });
});

test.each([
  ['javascript:alert(1)', 'javascript'],
  ['JavaScript:alert(1)', 'javascript'],
  ['java\nscript:alert(1)', 'javascript'],
  ['\u0001\u0000 javascript:alert(1)', 'javascript'],
  ['vbscript:x', 'vbscript'],
  ['ftp://host/a.png', 'ftp'],
  ['blob:https://x/y', 'blob'],
])('%j has a scheme that is refused', (href, scheme) => {
  expect(resolveFigure(href, files)).toEqual({ kind: 'refused', scheme });
});

describe('a missing file', () => {
  test.each([
    ['figures/plott.png', 'figures/plot.png'],
    ['figures/pl0t.png', 'figures/plot.png'],
    ['fig/plot.png', 'figures/plot.png'],
    ['/figures/plt.png', 'figures/plot.png'],
    ['figures/LossCurve.png', 'figures/Loss Curve.png'],
    ['chart.svg', 'images/deep/er/chart.svg'],
    ['figures/SAME.png', 'figures/Same.png'],
    ['figures/twice.gif', 'figures/twice.jpg'],
  ])('%s: did you mean %s', (href, nearest) => {
    expect(resolveFigure(href, files)).toEqual({ kind: 'missing', nearest });
  });

  test.each([
    'figures/confusion-matrix.png',
    'figures/<image>.<extension>',
    '/figures/confusion-matrix.png',
    '',
    '#top',
    'figures',
    'figures/',
    'x\0.png',
    '%00',
    'z.png',
  ])('%j is similar to no file', (href) => {
    expect(resolveFigure(href, files)).toEqual({ kind: 'missing' });
  });
});

test('a long hostile address is resolved at once', () => {
  const started = process.cpuUsage();
  for (const href of [
    '../'.repeat(50_000),
    '%'.repeat(100_000),
    'a/'.repeat(50_000),
    '.'.repeat(100_000),
    `${'a'.repeat(100_000)}:`,
    `a${' '.repeat(100_000)}b`,
    `https://github.com/o/r/blob/${'a/'.repeat(50_000)}`,
  ])
    resolveFigure(href, files);
  expect(cpuMilliseconds(started)).toBeLessThan(500);
});
