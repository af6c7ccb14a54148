import type { CollectRecord } from '../../../src/model/collected.js';

/** A record in which every field has something to say. */
export const fullRecord: CollectRecord = {
  version: 1,
  group: 'blue',
  source: 'git',
  repository: 'https://github.example/blue/work',
  branch: 'main',
  commit: 'a'.repeat(40),
  authorDate: '2026-01-20T10:00:00+01:00',
  committerDate: '2026-01-20T10:00:00+01:00',
  chosen: 'deadline',
  deadline: '2026-01-23T23:59:59+01:00',
  pushedAt: '2026-01-20T09:00:05Z',
  laterCommits: 2,
  laterDatesBefore: 0,
  shallow: false,
  folder: 'reports',
  folderBy: 'default',
  contributors: [{ name: 'Ada', email: 'ada@x.example', commits: 3 }],
  files: ['README.md', 'reports/README.md'],
  filesLeftOut: 0,
  leftOut: [{ path: 'figures/link.png', reason: 'a symbolic link' }],
  taken: { files: 1, bytes: 120 },
  rewritten: { commit: 'b'.repeat(40), keptAt: '.earlier/blue/bbbbbbbbbbbb' },
  authors: {
    readme: 'e'.repeat(64),
    people: [{ name: 'Ada', email: 'ada@x.example' }],
    runs: [{ from: 1, lines: 4, author: 0 }],
  },
  state: { head: 'c'.repeat(40), request: 'd'.repeat(64) },
};
