import { expect, it } from 'vitest';
import { slugsFor } from '../../../src/pipeline/load/slugs.js';

it.each([
  ['a plain name', ['/r/group-7'], ['group-7']],
  ['letters of other scripts', ['/r/Gruppe Ærø'], ['Gruppe-Ærø']],
  ['HTML and template syntax', ['/r/<b>{{7*7}}</b>'], ['b']],
  ['dots that would leave the site', ['/r/..', '/r/...x'], ['group', 'x']],
  ['names of the cohort’s own pages', ['/r/questions', '/r/index.html'], ['group-questions', 'group-index.html']],
  ['names of Windows’ devices', ['/r/con', '/r/COM1.x'], ['group-con', 'group-COM1.x']],
  ['the same name in two places', ['/a/group1', '/b/group1', '/b/x/../group1'], ['group1', 'b-group1', 'group1-2']],
  ['names that differ in case only', ['/a/Group', '/a/group'], ['Group', 'a-group']],
  ['names that differ in composition only', ['/a/caf\u00e9', '/a/cafe\u0301'], ['caf\u00e9', 'a-caf\u00e9']],
  ['nothing that can be written', ['/r/???'], ['group']],
])('makes safe and distinct slugs of %s', (_, folders, slugs) => {
  expect(slugsFor(folders)).toEqual(slugs);
});

it('numbers many folders of one name, without counting from the first number for each of them', () => {
  const folders = Array.from({ length: 50_000 }, (_, index) => `/course/${index}/lab/report`);
  const slugs = slugsFor(folders);
  expect(slugs.slice(0, 4)).toEqual(['report', 'lab-report', 'report-2', 'report-3']);
  expect(slugs.at(-1)).toBe('report-49999');
});
