import { expect, it } from 'vitest';
import { linkInSource, sourceLinks } from '../../../src/model/source-links.js';

const commit = 'a'.repeat(40);

it.each([
  ['https://github.com/blue/work', 'https://github.com/blue/work', 'commit/', 'blob/'],
  ['https://github.example.org/blue/work.git/', 'https://github.example.org/blue/work', 'commit/', 'blob/'],
  ['git@gitlab.com:courses/blue/work.git', 'https://gitlab.com/courses/blue/work', '-/commit/', '-/blob/'],
  ['ssh://git@gitlab.example.org:2222/blue/work', 'https://gitlab.example.org/blue/work', '-/commit/', '-/blob/'],
  ['https://bitbucket.org/blue/work', 'https://bitbucket.org/blue/work', 'commits/', 'src/'],
  ['https://codeberg.org/blue/work', 'https://codeberg.org/blue/work', 'commit/', 'src/commit/'],
  ['http://gitea.example:3000/blue/work', 'http://gitea.example:3000/blue/work', 'commit/', 'src/commit/'],
])('knows the pages of %s', (repository, home, commits, files) => {
  const links = sourceLinks({ repository, commit });
  expect([links?.repository, links?.commit, links?.file('src/ä b#.py')]).toEqual([
    home,
    `${home}/${commits}${commit}`,
    `${home}/${files}${commit}/src/%C3%A4%20b%23.py`,
  ]);
});

it('links only to the repository on a host that it does not know', () => {
  const source = { repository: 'https://git.example.org/blue/work.git', commit };
  const links = sourceLinks(source);
  expect([links?.repository, links?.commit, links?.file('a.py')]).toEqual([
    'https://git.example.org/blue/work',
    null,
    null,
  ]);
  expect(linkInSource('../a.py', { ...source, folder: 'reports' })).toBeUndefined();
});

it.each([
  ['hand-ins/blue.zip', null],
  ['file:///srv/blue', commit],
  ['git://127.0.0.1/blue', commit],
])('has no links for %s', (repository, some) => {
  expect(sourceLinks({ repository, commit: some })).toBeNull();
});

it.each([
  ['../src/a.py#L3', 'src/a.py#L3'],
  ['data%20files/b.csv?plain=1', 'reports/data%20files/b.csv?plain=1'],
  ['/README.md', 'README.md'],
  ['../../elsewhere', undefined],
  ['https://x.example/', undefined],
  ['java\nscript:alert(1)', undefined],
  ['//x.example/a', undefined],
])('follows %j in the repository', (href, path) => {
  const source = { repository: 'https://github.com/blue/work', commit, folder: 'reports' };
  expect(linkInSource(href, source)).toBe(path && `https://github.com/blue/work/blob/${commit}/${path}`);
});
