import { describe, expect, it } from 'vitest';
import { decodeRoster } from '../../../src/collect/roster/decode-roster.js';
import { parseRoster } from '../../../src/collect/roster/parse-roster.js';
import { readSource, sourceKey } from '../../../src/collect/roster/read-source.js';
import type { RosterRow } from '../../../src/model/roster.js';

const row: RosterRow = {
  group: 'blue',
  slug: 'blue',
  source: { kind: 'git', address: 'https://git.example/blue/work' },
  branch: null,
  folder: null,
  members: [],
  deadline: null,
  commit: null,
  line: 2,
};

describe('a roster', () => {
  it('has a row per group, with columns in any order', () => {
    const text = `commit,Members,repository,folder,group,deadline,branch
ABCDEF0123,"Ada <Ada@x.example> <a@y.example>; s123456",https://git.example/blue/work,./docs//report/,blue,2026-01-25 12:00 +0100,final
,,https://git.example/red/work,,red,,
`;
    expect(parseRoster(text)).toEqual({
      rows: [
        {
          ...row,
          branch: 'final',
          folder: 'docs/report',
          members: [
            { name: 'Ada', emails: ['ada@x.example', 'a@y.example'] },
            { name: 's123456', emails: [] },
          ],
          deadline: '2026-01-25T12:00:00+01:00',
          commit: 'abcdef0123',
        },
        {
          ...row,
          group: 'red',
          slug: 'red',
          source: { kind: 'git', address: 'https://git.example/red/work' },
          line: 3,
        },
      ],
      problems: [],
    });
  });

  it('may be the list of a form: members in several columns, blank rows, CRLF, and `;` or tabs', () => {
    for (const delimiter of [',', ';', '\t']) {
      const lines = [
        ['group nb', 'student 1', 'student 2', 'github_repo'],
        ['', '', '', ''],
        ['7', 's000001', '', 'https://github.com/seven/project'],
        [],
      ];
      const text = `${lines.map((cells) => cells.join(delimiter)).join('\r\n')}\r\n`;
      expect(parseRoster(text)).toEqual({
        rows: [
          {
            ...row,
            group: '7',
            slug: '7',
            source: { kind: 'git', address: 'https://github.com/seven/project' },
            members: [{ name: 's000001', emails: [] }],
            line: 3,
          },
        ],
        problems: [],
      });
    }
  });

  it('may have columns of other names, which the configuration says', () => {
    const text = 'Gruppe,Lager,A,B\nblue,https://git.example/blue/work,Ada,Bob\n';
    const columns = { group: ['Gruppe'], repository: ['lager'], members: ['A', 'B'] };
    const members = ['Ada', 'Bob'].map((name) => ({ name, emails: [] }));
    expect(parseRoster(text, columns)).toEqual({ rows: [{ ...row, members }], problems: [] });
    expect(parseRoster(text, { ...columns, repository: ['Lagre'] }).problems).toEqual([
      {
        severity: 'error',
        message: '`roster.columns.repository` is “Lagre”, and the first row has no such column. Did you mean “Lager”?',
        line: 1,
        column: 1,
      },
    ]);
  });

  it('without a header says which columns it needs', () => {
    expect(parseRoster('blue,https://git.example/blue/work\n')).toEqual({
      rows: [],
      problems: ['group', 'repository'].map((column) => ({
        severity: 'error',
        message: `The first row names no column \`${column}\`. Name it so, or say its name with \`roster: { file, columns: { ${column}: '…' } }\` in the configuration.`,
        line: 1,
        column: 1,
      })),
    });
  });
});

describe('what is wrong in a roster', () => {
  const problemsOf = (text: string): readonly string[] =>
    parseRoster(text).problems.map(({ severity, message, line, column }) => `${line}:${column} ${severity} ${message}`);

  it('is told at its line and column', () => {
    expect(
      problemsOf(`group,repository,folder,deadline,commit,branch
"a,
b",ext::sh -c true,,,,
,https://git.example/x,,,,
red,-upload-pack=x,../up,tomorrow,zzz,--x
blue,,,,,
green,https://git.example/green,,2026-02-30T10:00Z,,
`),
    ).toEqual([
      '3:4 error “ext::sh -c true” would start a program. Write an address such as https://host/owner/repository.',
      '4:1 error The row names no group, and is left out. Give the group a name.',
      '5:5 error “-upload-pack=x” begins with “-”, so git would take it for an option. Write an address or a path.',
      '5:20 error “../up” leads out of the repository. Name a folder in it. Nothing is collected from the group until it is corrected.',
      "5:26 error “tomorrow” is no point in time: write a date, a time and an offset, such as '2026-01-23T23:59:59+01:00' or '2026-01-23T22:59:59Z'. Nothing is collected from the group until it is corrected.",
      '5:35 error “zzz”: A commit is named by 7 to 64 hexadecimal digits. Nothing is collected from the group until it is corrected.',
      '5:39 error “--x”: This is no name of a branch. Nothing is collected from the group until it is corrected.',
      '6:6 warn The group blue has no repository: nothing can be collected from it.',
      "7:34 error “2026-02-30T10:00Z” is no point in time: write a date, a time and an offset, such as '2026-01-23T23:59:59+01:00' or '2026-01-23T22:59:59Z'. Nothing is collected from the group until it is corrected.",
    ]);
  });

  it('costs the row its source, and nothing else', () => {
    const { rows } = parseRoster('group,repository,deadline\nblue,https://git.example/blue/work,soon\n');
    expect(rows).toEqual([{ ...row, source: null }]);
  });

  it('is a group that stands there twice, and a repository of two groups', () => {
    const text = `group,repository
blue,https://me:secret@Git.example/Blue/Work.git
Blue,https://git.example/else
red,git@git.example:blue/work
`;
    expect(problemsOf(text)).toEqual([
      '3:1 error The groups Blue and blue (line 2) would have one folder, blue. This row is left out; rename one of them.',
      '4:5 warn The group blue (line 2) has the same repository.',
    ]);
    expect(parseRoster(text).rows.map(({ slug }) => slug)).toEqual(['blue', 'red']);
  });

  it('is a quote that never ends', () => {
    expect(problemsOf('group,repository\n1,"https://a.example\n2,b\n')).toEqual([
      '2:1 error A quote that begins here is never closed, so no row of the file can be read. Close it, or double it.',
    ]);
  });

  it('is a file without anything', () => {
    expect(problemsOf('\n \n')).toEqual(['1:1 error The roster is empty.']);
  });
});

it('is UTF-8 or UTF-16, with or without a byte order mark', () => {
  const text = 'group,repository\nærø,x\n';
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
  for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`), utf16, Buffer.from(utf16).swap16()])
    expect(decodeRoster(bytes)).toBe(text);
  expect(decodeRoster(Buffer.from(text, 'latin1'))).toBeUndefined();
});

describe('a source', () => {
  it.each([
    ['https://git.example/a/b/', { kind: 'git', address: 'https://git.example/a/b' }],
    ['https://git.example/a/b?x=1#readme', { kind: 'git', address: 'https://git.example/a/b' }],
    ['github.com/a/b', { kind: 'git', address: 'https://github.com/a/b' }],
    ['https://me:key@github.com/a/b/tree/main/reports', { kind: 'git', address: 'https://me:key@github.com/a/b' }],
    ['git@github.com:a/b.git', { kind: 'git', address: 'git@github.com:a/b.git' }],
    ['ssh://git@host.example:2222/a/b', { kind: 'git', address: 'ssh://git@host.example:2222/a/b' }],
    ['git://127.0.0.1:9418/a', { kind: 'git', address: 'git://127.0.0.1:9418/a' }],
    ['hand-ins/blue.zip', { kind: 'zip', path: 'hand-ins/blue.zip' }],
    ['hand-ins/blue', { kind: 'folder', path: 'hand-ins/blue' }],
    [String.raw`C:\hand-ins\blue`, { kind: 'folder', path: String.raw`C:\hand-ins\blue` }],
  ])('%s', (cell, source) => {
    expect(readSource(cell).source).toEqual(source);
  });

  it.each([
    'ext::sh -c id',
    'fd::7',
    '--upload-pack=id',
    'ftp://a.example/b',
    'ssh://-oProxyCommand=id/x',
    'git@-oProxyCommand=id:x',
    'https://',
    'https://a.example/a b',
  ])('%s is refused', (cell) => {
    expect(readSource(cell).problem).toMatch(/\.$/);
  });

  it('has one key for all ways to write one repository', () => {
    const keys = ['https://github.com/A/b', 'git@github.com:a/B.git', 'ssh://git@github.com/a/b'].map((cell) => {
      const { source } = readSource(cell);
      return source && sourceKey(source);
    });
    expect(new Set(keys)).toEqual(new Set(['git:github.com/a/b']));
  });
});
