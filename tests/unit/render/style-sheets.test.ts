/** Breakpoints are defined once, every sheet belongs to a page, and the reference of the layouts lists them all. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { occasionalStyles, pageKinds } from '../../../src/render/page-kinds.js';

const breakpoints = 'breakpoints.css';
const sheets = readdirSync('assets/styles').filter((name) => name.endsWith('.css') && name !== breakpoints);
const read = (name: string): string => readFileSync(`assets/styles/${name}`, 'utf8').replace(/\/\*.*?\*\//gs, '');
const mediaQueries = (name: string): string[] => read(name).match(/@media[^{]*/g) ?? [];
const breakpointsIn = (name: string): string[] => mediaQueries(name).flatMap((query) => query.match(/--[\w-]+/g) ?? []);
const defined = [...read(breakpoints).matchAll(/@custom-media (--[\w-]+)/g)].map(([, name]) => name);

it.each(sheets)('%s names its breakpoints', (sheet) => {
  expect(mediaQueries(sheet).filter((query) => /width|height|\d/.test(query))).toEqual([]);
  expect(read(sheet).includes(`@import './${breakpoints}'`)).toBe(breakpointsIn(sheet).length > 0);
});

it('every breakpoint is used, and every one that is used is defined', () => {
  expect([...new Set(sheets.flatMap(breakpointsIn))].sort()).toEqual([...defined].sort());
});

it.each(sheets)('%s has its print rules in one place', (sheet) => {
  expect(mediaQueries(sheet).filter((query) => query.includes('print')).length).toBeLessThanOrEqual(1);
});

it('every sheet is in a page, and the reference says in which', () => {
  const kinds = Object.values(pageKinds);
  const listed = readFileSync('layouts/README.md', 'utf8').matchAll(/^\| `([\w-]+\.css)` \| (.+?) \|/gm);
  expect([...listed].map(([, sheet, pages]) => `${sheet}: ${pages}`).sort()).toEqual(
    sheets.map((sheet) => {
      if (occasionalStyles.some((occasional) => occasional.sheet === sheet))
        return `${sheet}: those with ${sheet.replace(/^prose-|\.css$/g, '').replace('figure-row', 'rows of figure')}s`;
      const using = kinds.filter(({ styles }) => (styles as readonly string[]).includes(sheet));
      // Two kinds of pages may have one layout.
      const pages = [...new Set(using.map(({ layout }) => layout.replace('.njk', '')))];
      return `${sheet}: ${using.length === kinds.length ? 'all' : pages.join(', ')}`;
    }),
  );
});

it('the sample course in this repository replaces no sheet: its assets folder is that of the sources', () => {
  expect(readdirSync('assets').filter((name) => /\.(?:css|js)$/.test(name))).toEqual([]);
});
