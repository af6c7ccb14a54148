import { describe, expect, it } from 'vitest';
import { createWatchFilter } from '../../../src/watch-files/watch-filter.js';

const { isReported, isEntered, leadsToTarget } = createWatchFilter({
  targets: ['/course/reports', '/course/.layouts', '/course/build.config.ts', '/elsewhere/template.md~'],
  ignored: ['/course/reports/site', '/course/reports/.cache/handin'],
});

describe('is reported', () => {
  it.each([
    '/course/reports',
    '/course/reports/g1/README.md',
    '/course/reports/g1/figures/a b.png',
    '/course/reports/g1/.hidden.png',
    '/course/reports/sites/README.md',
    '/course/.layouts/report.njk',
    '/course/build.config.ts',
    '/elsewhere/template.md~',
  ])('%s', (file) => {
    expect(isReported(file)).toBe(true);
  });

  it.each([
    '/course',
    '/course/README.md',
    '/course/reports2/README.md',
    '/course/build.config.ts~',
    '/course/reports/site',
    '/course/reports/site/g1/index.html',
    '/course/reports/.site.handin-1234-abc/g1/index.html',
    '/course/reports/g1/.git/index',
    '/course/reports/g1/node_modules/a/README.md',
    '/course/reports/g1/4913',
    '/course/reports/g1/README.md~',
    '/course/reports/g1/.README.md.swp',
    '/course/reports/g1/.#README.md',
    '/course/reports/g1/#README.md#',
    '/course/reports/g1/.goutputstream-A1B2C3',
    '/course/reports/g1/README.md___jb_tmp___',
  ])('not %s', (file) => {
    expect(isReported(file)).toBe(false);
  });
});

it('knows targets and their ancestors, where symbolic links are followed', () => {
  expect(['/', '/course', '/course/.layouts', '/course/build.config.ts', '/elsewhere'].every(leadsToTarget)).toBe(true);
  expect(['/course/reports/g1', '/course/layouts', '/other'].some(leadsToTarget)).toBe(false);
});

it('enters folders of targets, and a hidden folder only when it is a target', () => {
  expect(['/course/reports', '/course/reports/g1', '/course/.layouts'].every(isEntered)).toBe(true);
  expect(
    ['/course', '/course/reports/g1/.git', '/course/reports/node_modules', '/course/reports/site'].some(isEntered),
  ).toBe(false);
});
