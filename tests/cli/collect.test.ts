/** `report collect` against `git daemon` and `git http-backend` on loopback. */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CollectRecord } from '../../src/model/collected.js';
import { readCollectRecord } from '../../src/model/read-collect-record.js';
import { caseCount } from '../support/long-tests.js';
import { listen } from '../support/ports.js';
import { type Classroom, type Commit, openClassroom } from './collect-servers.js';
import type { Run } from './run-report.js';

const deadline = '2026-01-20T12:00:00Z';
const early = '2026-01-19T10:00:00Z';
const late = '2026-01-21T10:00:00Z';

const answer = (text: string): Readonly<Record<string, string>> => ({ 'reports/README.md': `${text}\n` });
const lfs = 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n';
/** Does not compress. */
const data = Object.fromEntries(
  Array.from({ length: caseCount(2, 20) }, (_, n) => [`data/${n}.bin`, randomBytes(10_000_000)]),
);

const template =
  '### Question 1\n\n> Say what it is.\n\n--- question 1 fill here ---\n\n### Question 2\n\n> Why?\n\n--- question 2 fill here ---\n';
const fitting = template.replaceAll(/--- question . fill here ---/g, 'An answer.');

/** The repositories that are special; of each kind, what becomes of it is asserted below. */
const special: Readonly<Record<string, readonly Commit[]>> = {
  early: [{ at: early, files: answer('early') }],
  extended: [
    { at: early, files: answer('before') },
    { at: late, files: answer('after') },
  ],
  alllate: [{ at: late, files: answer('late') }],
  merged: [
    { at: '2026-01-18T10:00:00Z', files: answer('start') },
    { at: '2026-01-20T11:00:00Z', branch: 'side', from: 1, files: answer('on the side') },
    { at: '2026-01-19T10:00:00Z', from: 1, files: { 'reports/other.md': 'main' } },
    { at: late, from: 3, merge: 2, files: answer('merged') },
  ],
  renamed: [{ at: early, branch: 'trunk', files: answer('trunk') }],
  branched: [
    { at: early, files: answer('main') },
    { at: early, branch: 'final', from: 1, files: answer('final') },
  ],
  chosen: [
    { at: early, files: answer('one') },
    { at: early, files: answer('two') },
  ],
  backdated: [
    { at: early, files: answer('one') },
    { at: late, files: answer('two') },
    { at: early, files: answer('three') },
  ],
  empty: [],
  bare: [
    { at: early, files: { 'README.md': '# Code\n' } },
    { at: late, files: answer('bare') },
  ],
  elsewhere: [
    { at: early, files: { 'README.md': '# Code\n', 'docs/hand-in/README.md': fitting, 'docs/hand-in/a.png': 'png' } },
  ],
  named: [{ at: early, files: { 'paper/README.md': 'paper\n', 'paper/figures/a.png': 'png' } }],
  big: [{ at: early, files: { ...answer('big'), ...data } }],
  pointers: [
    {
      at: early,
      files: {
        ...answer('pointers'),
        'reports/figures/a.png': lfs,
        'reports/figures/b.png': 'png',
        '.gitattributes': '*.png filter=lfs\n',
      },
      special: {
        'reports/link.png': { mode: '120000', to: '../../../etc/passwd' },
        'reports/sub': { mode: '160000', to: 'a'.repeat(40) },
        'reports/figures/c': { mode: '120000', to: '/etc' },
      },
    },
  ],
  people: [
    {
      at: '2026-01-10T10:00:00Z',
      author: 'Bob <bob@old.example>',
      files: { 'reports/README.md': 'one\ntwo\nthree\n' },
    },
    {
      at: '2026-01-11T10:00:00Z',
      author: 'ada <Ada@two.example>',
      files: { 'reports/README.md': 'one\ntwo\nthree\nfour\n' },
    },
    {
      at: '2026-01-12T10:00:00Z',
      author: 'Bobby <bob@new.example>',
      files: {
        'reports/README.md': 'ONE\ntwo\nthree\nfour\n',
        '.mailmap': 'Bob Byron <bob@new.example>\nBob Byron <bob@new.example> <bob@old.example>\n',
      },
    },
  ],
};

const count = caseCount(30, 60);
const ordinary = Array.from({ length: count - Object.keys(special).length - 2 }, (_, index) => `group${index + 1}`);

let room: Classroom;
let first: Run;
let roster: string;

const at = (...names: readonly string[]): string => join(room.root, 'reports', ...names);
const textOf = (group: string): string => readFileSync(at(group, 'README.md'), 'utf8').trim();
const recordOf = (group: string): CollectRecord => {
  const { record, problem } = readCollectRecord(readFileSync(at(group, '.collect.json'), 'utf8'));
  if (!record) throw new Error(problem);
  return record;
};

/** Every file below a folder with its content and time of change. */
function snapshot(folder: string, withTimes = true): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  return Object.fromEntries(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [
        path.slice(folder.length + 1),
        `${withTimes ? statSync(path).mtimeMs : ''} ${readFileSync(path, 'base64')}`,
      ];
    }),
  );
}

beforeAll(async () => {
  room = await openClassroom();
  for (const [name, commits] of Object.entries(special)) await room.repository(name, commits);
  await room.git('renamed', 'symbolic-ref', 'HEAD', 'refs/heads/trunk');
  await Promise.all(
    ordinary.map((name) =>
      room.repository(name, [
        { at: early, files: answer(name) },
        { at: late, files: answer('too late') },
      ]),
    ),
  );
  await room.repository('unfiltered', [{ at: early, files: answer('unfiltered') }], { filter: false });
  // Old data, and then more commits than are asked for at first; late ones only in the second repository.
  const more = (count: number, at: string): readonly Commit[] => Array.from({ length: count }, () => ({ at }));
  await room.repository(
    'heavy',
    [
      { at: early, files: { ...answer('heavy'), 'old.bin': randomBytes(3_000_000) } },
      { at: early, remove: ['old.bin'] },
      ...more(150, early),
    ],
    { filter: false },
  );
  await room.repository('buried', [{ at: early, files: answer('buried') }, ...more(120, late)], { filter: false });
  await room.repository('dumb', [{ at: early, files: answer('dumb') }]);
  await room.git('dumb', 'update-server-info');
  await room.write('template.md', template);
  await room.write('build.config.ts', "export default { template: 'template.md' };\n");
  const chosen = await room.git('chosen', 'rev-parse', 'main~1');
  const cells: Readonly<Record<string, readonly string[]>> = {
    branched: ['final'],
    named: ['', 'paper'],
    chosen: ['', '', '', chosen.slice(0, 10)],
    people: ['', '', '', '', 'Ada Byron <ada@one.example> <ada@two.example>'],
  };
  const rows = [...Object.keys(special), ...ordinary, 'unfiltered', 'deleted'].map((name, index) =>
    [name, index % 2 === 0 ? room.daemon(name) : room.http(name), ...(cells[name] ?? [])].join(','),
  );
  const header = 'group,repository,branch,folder,deadline,commit,members';
  roster = `${[header, ...rows].join('\n')}\n`;
  await room.write('roster.csv', roster);
  room.received();
  first = await room.collect('roster.csv', '--deadline', deadline, '--authors');
}, 300_000);
afterAll(async () => {
  await room.close();
});

describe.skipIf(process.platform === 'win32')(`${count} repositories`, () => {
  it('are collected, but for those that cannot be', () => {
    const received = room.received();
    expect(
      first.stdout
        .split('\n')
        .filter((line) => line !== '')
        .sort(),
    ).toEqual([
      'alllate: nothing handed in: every commit is later than the deadline 2026-01-20T12:00:00Z',
      'backdated: 1 commit before the collected one dated after the deadline: somebody changed dates',
      expect.stringMatching(
        /^bare: nothing handed in: in commit [0-9a-f]{12}, there is no folder reports with a README\.md, nor a README that fits the template; 1 later on the branch$/,
      ) as string,
      `chosen: commit ${recordOf('chosen').commit?.slice(0, 12)}, chosen by hand in the roster`,
      expect.stringMatching(
        /^deleted: failed: there is no such repository, or none that you may see$|^deleted: failed: the server does not let you in/,
      ) as string,
      'elsewhere: the report was found in docs/hand-in: it fits the template',
      'empty: nothing handed in: the repository is empty',
      'pointers: left out: figures/c (a symbolic link), link.png (a symbolic link), sub (a submodule) and 1 more',
    ]);
    expect(first.status).toBe(1);
    expect(first.stderr).toContain(`reports: ${count} groups, ${count - 4} new, 3 handed in nothing, 1 failed, `);
    // The other data are not transferred: 20 MB, 200 MB in long tests.
    expect(received).toBeLessThan(1_500_000);
  });

  it.each([
    ['early', 'early', 0],
    ['extended', 'before', 1],
    // The merge came after the deadline, so what was on the side had not been handed in.
    ['merged', 'start', 1],
    ['renamed', 'trunk', 0],
    ['branched', 'final', 0],
    ['chosen', 'one', 1],
    ['backdated', 'three', 0],
    ['named', 'paper', 0],
    ['elsewhere', fitting.trim(), 0],
    ['big', 'big', 0],
    ['unfiltered', 'unfiltered', 0],
    ['group1', 'group1', 1],
  ])('%s', (group, text, laterCommits) => {
    expect(textOf(group)).toBe(text);
    expect(recordOf(group)).toMatchObject({ group, laterCommits, deadline });
  });

  it('have no symbolic link, no submodule and no pointer among their files', () => {
    expect(Object.keys(snapshot(at('pointers'))).sort()).toEqual(['.collect.json', 'README.md', 'figures/b.png']);
  });

  it('have the names of all files of the commit recorded, and the people', () => {
    expect(recordOf('big').files).toEqual([...Object.keys(data), 'reports/README.md'].sort());
    expect(recordOf('people')).toMatchObject({
      contributors: [
        { name: 'Bob Byron', email: 'bob@new.example', commits: 2 },
        { name: 'Ada Byron', email: 'ada@one.example', commits: 1 },
      ],
      authors: {
        readme: createHash('sha256').update('ONE\ntwo\nthree\nfour\n').digest('hex'),
        people: [
          { name: 'Bob Byron', email: 'bob@new.example' },
          { name: 'Ada Byron', email: 'ada@one.example' },
        ],
        runs: [
          { from: 1, lines: 3, author: 0 },
          { from: 4, lines: 1, author: 1 },
        ],
      },
    });
  });
});

describe.skipIf(process.platform === 'win32')('a second run', () => {
  const args = ['--deadline', deadline, '--authors'];

  it('fetches nothing but references, and writes nothing', { timeout: 300_000 }, async () => {
    await room.write('quick.csv', roster.replace(/^deleted.*\n/m, ''));
    const before = snapshot(at());
    room.received();
    const { stderr, status } = await room.collect('quick.csv', ...args);
    expect(stderr).toContain(`reports: ${count - 1} groups, ${count - 4} unchanged, 3 handed in nothing, `);
    expect(status).toBe(0);
    expect(snapshot(at())).toEqual(before);
    // 0 to 2 kB each, but for the 3 groups of which there is nothing to take.
    expect(room.received()).toBeLessThan(2_000 * count);
  });

  it('changes the group that got an extension, a file that was lost, and a history that was rewritten', {
    timeout: 300_000,
  }, async () => {
    const commit = recordOf('group3').commit ?? '';
    await room.git('group3', 'update-ref', '-d', 'refs/heads/main');
    await room.repository('group3', [{ at: '2026-01-18T09:00:00Z', files: answer('another history') }]);
    await rm(at('group2', 'README.md'));
    const extended = roster.replace(/^(extended,[^\n]*)$/m, '$1,,,2026-01-22T00:00:00+01:00');
    await room.write(
      'late.csv',
      [
        'group,repository,branch,folder,deadline',
        ...extended.split('\n').filter((line) => /^(?:extended|group[1-4]),/.test(line)),
      ].join('\n'),
    );
    const { stdout, stderr } = await room.collect('late.csv', ...args);
    expect(stderr).toMatch(/reports: 5 groups, 3 changed, 2 unchanged, /);
    const keptAt = `.earlier/group3/${commit.slice(0, 12)}`;
    expect(stdout).toBe(
      `group3: its history was rewritten: commit ${commit.slice(0, 12)}, which was collected before, is no longer in it; kept in ${keptAt}\n`,
    );
    expect(textOf('extended')).toBe('after');
    expect(recordOf('extended').deadline).toBe('2026-01-22T00:00:00+01:00');
    expect(textOf('group2')).toBe('group2');
    expect(textOf('group3')).toBe('another history');
    expect(recordOf('group3').rewritten).toEqual({ commit, keptAt });
    expect(readFileSync(at(keptAt, 'README.md'), 'utf8')).toBe('group3\n');
  });

  it('keeps what was collected of a group that fails', { timeout: 300_000 }, async () => {
    await rm(join(room.root, '..', 'srv', 'group4.git'), { recursive: true });
    await room.write('gone.csv', `group,repository\ngroup4,${room.daemon('group4')}\n`);
    const { status, stderr } = await room.collect('gone.csv', ...args);
    expect(status).toBe(1);
    expect(stderr).toMatch(/reports: 1 group, 1 failed, /);
    expect(textOf('group4')).toBe('group4');
  });
});

describe.skipIf(process.platform === 'win32')('a server that never answers', () => {
  it('is given up after the time limit, and holds up no other group', async () => {
    const silent = createServer(() => undefined);
    const rows = [`slow,git://127.0.0.1:${await listen(silent)}/slow.git`, `early,${room.daemon('early')}`];
    await room.write('slow.csv', ['group,repository', ...rows, ''].join('\n'));
    const args = ['--deadline', deadline, '--timeout', '10', '--into', 'patient'];
    let isOver = false;
    const running = room.collect('slow.csv', ...args).finally(() => {
      isOver = true;
    });
    const readme = join(room.root, 'patient', 'early', 'README.md');
    await expect.poll(() => existsSync(readme)).toBe(true);
    expect(isOver).toBe(false);
    const run = await running;
    silent.close();
    expect(run.stdout).toBe('slow: failed: it takes longer than 10 s\n');
    expect(run.stderr).toMatch(/patient: 2 groups, 1 new, 1 failed, /);
    expect(run.status).toBe(1);
    expect(readFileSync(readme, 'utf8')).toBe('early\n');
  });
});

describe.skipIf(process.platform === 'win32')('a server that can do less', () => {
  it('gives no more commits than needed, or everything', { timeout: 300_000 }, async () => {
    const groups = ['heavy', 'buried'];
    const roster = ['group,repository', ...groups.map((name) => `${name},${room.http(name)}`)];
    await room.write('less.csv', [...roster, `dumb,${room.files('dumb')}`, ''].join('\n'));
    room.received();
    const run = await room.collect('less.csv', '--deadline', deadline, '--into', 'less');
    expect([run.stdout, run.status]).toEqual(['', 0]);
    const record = (group: string): CollectRecord | undefined =>
      readCollectRecord(readFileSync(join(room.root, 'less', group, '.collect.json'), 'utf8')).record;
    expect(record('heavy')).toMatchObject({ shallow: true, laterCommits: 0, contributors: [{ commits: 100 }] });
    expect(record('buried')).toMatchObject({ shallow: false, laterCommits: 120, contributors: [{ commits: 1 }] });
    expect(record('dumb')).toMatchObject({ shallow: false, contributors: [{ commits: 1 }] });
    for (const group of [...groups, 'dumb'])
      expect(readFileSync(join(room.root, 'less', group, 'README.md'), 'utf8')).toBe(`${group}\n`);
    // Without the 3 MB that were removed.
    expect(room.received()).toBeLessThan(200_000);
  });
});
