import { describe, expect, it } from 'vitest';
import { formatChanges, formatFindings, formatPublication } from '../../../src/cli/publish-output.js';
import { hideCredentials } from '../../../src/process/hide-credentials.js';
import { domainOf } from '../../../src/publish/domain.js';
import { formatSettings, missingSettings, parseSettings } from '../../../src/publish/git-settings.js';
import { homeAddress } from '../../../src/publish/home-address.js';
import { commitMessage, parseManifest } from '../../../src/publish/manifest.js';
import { findRemote } from '../../../src/publish/remote.js';
import { compareSizes } from '../../../src/publish/size-limits.js';
import { compareTrees, parseTree } from '../../../src/publish/trees.js';

describe('domain', () => {
  it.each([
    [null, null],
    ['https://reports.course.org/', 'reports.course.org'],
    ['https://course.org', 'course.org'],
    ['https://bücher.example/', 'xn--bcher-kva.example'],
    ['https://course.github.io/', null],
    ['https://course.github.io/reports/', null],
    ['https://course.org/reports/', null],
    ['https://course.org:8443/', null],
    ['http://localhost/', null],
    ['http://127.0.0.1/', null],
    ['http://[::1]/', null],
    ['https://notgithub.io/', 'notgithub.io'],
    ['course.org', null],
  ])('%s', (base, domain) => {
    expect(domainOf(base)).toBe(domain);
  });
});

describe('the address of the start of a published site', () => {
  it.each([
    ['git@github.com:course/reports.git', '/reports/'],
    ['ssh://git@github.com:22/course/re.ports', '/re.ports/'],
    ['https://token@github.com/course/reports/', '/reports/'],
    ['https://github.com/course/Course.github.io.git', '/'],
    ['https://git.example.org/course/reports.git', null],
    ['https://git.example.org/github.com/reports', null],
    ['/srv/github.com/reports.git', null],
    ['https://github.com/course', null],
  ])('is known from %s: %s', (remote, home) => {
    expect(homeAddress({ base: null, domain: null, remote })).toBe(home);
  });

  it('is that of the configuration, or else the domain of the branch', () => {
    const remote = 'git@github.com:course/reports.git';
    expect(homeAddress({ base: 'https://a.example/b/', domain: 'c.example', remote })).toBe('https://a.example/b/');
    expect(homeAddress({ base: null, domain: 'c.example', remote })).toBe('https://c.example/');
  });
});

describe('commit message', () => {
  const [first, second] = ['a'.repeat(40), 'b'.repeat(40)];
  const manifest = (...commits: (string | null)[]) => ({
    generator: 'handin 1.2.3',
    groups: commits.map((commit) => ({ group: 'g', slug: 'g', failed: false, commit })),
  });

  it('names the commit that all groups were built from, rather than the one checked out', () => {
    expect(commitMessage(manifest(first, null, first), second)).toBe(
      `Publish the site of aaaaaaaaaaaa\n\nSource-Commit: ${first}\nGenerator: handin 1.2.3\n`,
    );
  });

  it('names the one checked out where groups have their own, or none', () => {
    expect(commitMessage(manifest(first, second), first)).toContain(`Source-Commit: ${first}\n`);
    expect(commitMessage(manifest(null), second)).toContain(`Source-Commit: ${second}\n`);
  });

  it('names none where there is none', () => {
    expect(commitMessage(manifest(null), null)).toBe('Publish the site\n\nGenerator: handin 1.2.3\n');
  });
});

describe('manifest', () => {
  it('reads groups', () => {
    const groups = [{ slug: 'a', group: 'A', failed: true, commit: 'c'.repeat(40) }, { slug: 'b' }, 5];
    expect(parseManifest(JSON.stringify({ generator: 'handin 1.0.0', groups }))).toEqual({
      generator: 'handin 1.0.0',
      audience: 'staff',
      groups: [
        { slug: 'a', group: 'A', failed: true, commit: 'c'.repeat(40) },
        { slug: 'b', group: 'b', failed: false, commit: null },
      ],
    });
  });

  it.each(['', '[]', 'null', '{}', '{"generator":"other 1"}', '{"generator":5}', '{'])('is none: %s', (text) => {
    expect(parseManifest(text)).toBeUndefined();
  });
});

describe('git settings', () => {
  const listing = [
    'user.name\nAda',
    'http.https://git.host/.extraheader\nAUTHORIZATION: basic abc==',
    'credential.helper',
    'core.bare\nfalse',
    'core.sshcommand\nssh -i "a b"\\c\n\td',
    'remote.origin.url\nx',
  ].join('\0');

  it('reads what git lists', () => {
    expect(parseSettings(`${listing}\0`).map(({ name, value }) => [name, value])).toEqual([
      ['user.name', 'Ada'],
      ['http.https://git.host/.extraheader', 'AUTHORIZATION: basic abc=='],
      ['credential.helper', null],
      ['core.bare', 'false'],
      ['core.sshcommand', 'ssh -i "a b"\\c\n\td'],
      ['remote.origin.url', 'x'],
    ]);
  });

  it('carries over who one is and how servers are reached, and what is missing alone', () => {
    const header = { name: 'http.extraheader', value: 'X: 1' };
    const present = [{ name: 'user.name', value: 'Ada' }, header];
    expect(missingSettings([...parseSettings(listing), header, header], present).map(({ name }) => name)).toEqual([
      'http.https://git.host/.extraheader',
      'credential.helper',
      'core.sshcommand',
      'http.extraheader',
    ]);
  });

  it('writes them so that git reads the same', () => {
    expect(formatSettings(parseSettings(listing).slice(1, 5))).toBe(
      '[http "https://git.host/"]\n\textraheader = "AUTHORIZATION: basic abc=="\n' +
        '[credential]\n\thelper\n' +
        '[core]\n\tbare = "false"\n' +
        '[core]\n\tsshcommand = "ssh -i \\"a b\\"\\\\c\\n\\td"\n',
    );
  });
});

describe('remote', () => {
  const settings = parseSettings(
    [
      'remote.origin.url\nhttps://ada:secret@git.host/a/b.git?t=1',
      'remote.two.url\nhttps://git.host/upstream.git',
      'remote.two.pushurl\ngit@git.host:fork.git',
      'remote.two.proxy\nhttp://proxy:1',
      'remote.near.url\n../near.git',
      'remote.short.url\ngh/x',
      'url.https://github.com/.insteadof\ngh/',
    ].join('\0'),
  );
  const source = { folder: '/course', commit: null, branch: null, settings };

  it.each([
    ['origin', 'origin', 'https://ada:secret@git.host/a/b.git?t=1'],
    ['two', 'two', 'git@git.host:fork.git'],
    ['near', 'near', '/near.git'],
    ['short', 'short', 'gh/x'],
    ['https://ada:secret@git.host/c.git', 'https://git.host/c.git', 'https://ada:secret@git.host/c.git'],
    ['git@git.host:c.git', 'git@git.host:c.git', 'git@git.host:c.git'],
    ['../far.git', '../far.git', '/course/far.git'],
    ['.', '.', '/course/reports'],
  ])('%s', (name, label, url) => {
    expect(findRemote(name, source, '/course/reports')).toMatchObject({ label, url });
  });

  it('keeps its proxy', () => {
    expect(findRemote('two', source, '/').extras).toEqual([{ name: 'proxy', value: 'http://proxy:1' }]);
  });

  it.each([
    [source, 'The repository has no remote pages, only origin, two, near, short.'],
    [{ ...source, settings: [] }, 'The repository has no remote pages.'],
    [{ ...source, folder: null, settings: [] }, 'This folder is in no Git repository, so there is no remote pages.'],
  ])('there is none: %#', (repository, message) => {
    expect(() => findRemote('pages', repository, '/')).toThrow(message);
  });
});

it.each([
  ['fatal: unable to access https://ada:p%40ss@git.host/a?b=c', 'fatal: unable to access https://git.host/a'],
  ["'https://token@git.host/a.git/'", "'https://git.host/a.git/'"],
  ['ssh://git@git.host:22/a and file:///a@b', 'ssh://git.host:22/a and file:///a@b'],
  ['git@git.host:a.git', 'git@git.host:a.git'],
])('hides credentials: %s', (text, hidden) => {
  expect(hideCredentials(text)).toBe(hidden);
});

it('compares trees', () => {
  const tree = (...lines: string[]) => parseTree(lines.map((line) => `${line}\0`).join(''));
  const before = tree(
    '100644 blob aa\tsame',
    '100644 blob aa\told\tname',
    '100644 blob aa\tchanged',
    '120000 blob aa\tmode',
  );
  const after = tree(
    '100644 blob aa       1\tsame',
    '100644 blob bb      20\tchanged',
    '100644 blob aa       -\tnew',
    '100644 blob aa       3\tmode',
  );
  expect(compareTrees(before, after)).toEqual([
    { kind: 'changed', path: 'changed', bytes: 20 },
    { kind: 'changed', path: 'mode', bytes: 3 },
    { kind: 'added', path: 'new', bytes: null },
    { kind: 'removed', path: 'old\tname', bytes: null },
  ]);
});

describe('output', () => {
  const changes = [
    { kind: 'added', path: 'a\u001b[2J.html', bytes: 1234 },
    { kind: 'removed', path: 'b.html', bytes: null },
  ] as const;
  const findings = ['index.html', 'b.html', 'c.html'].map((path, index) => ({
    what: index === 0 ? 'e-mail address' : 'student number',
    path,
    line: index === 2 ? null : index + 7,
    shown: 'a…',
    count: index + 1,
    digest: String(index),
  }));

  it('lists files', () => {
    expect(formatChanges(changes)).toBe('added    a\\x1b[2J.html (1.23 kB)\nremoved  b.html\n');
  });

  it('lists findings', () => {
    expect(formatFindings(findings)).toBe(
      'warning: index.html:7 has what looks like an e-mail address: a…\n' +
        'warning: b.html:8 has what looks like a student number: a…, 2 times\n' +
        'warning: the name of c.html has what looks like a student number: a…, 3 times\n',
    );
  });

  it('sums up', () => {
    const publication = {
      remote: 'origin',
      hash: 'abcdef0123456789',
      upToDate: false,
      changes,
      bytes: 5000,
      findings,
      notes: ['A note.'],
      push: async () => {},
    };
    const of = (part: object) => ({
      publication: { ...publication, ...part },
      branch: 'gh-pages',
      warnings: 4,
      milliseconds: 900,
    });
    expect(formatPublication({ ...of({}), dryRun: false })).toBe(
      'gh-pages on origin: 1 file added, 0 changed, 1 removed, 1.23 kB of 5 kB, 4 warnings, commit abcdef012345, 900 ms',
    );
    expect(formatPublication({ ...of({}), dryRun: true })).toContain(', 4 warnings, nothing was pushed, 900 ms');
    expect(formatPublication({ ...of({ upToDate: true }), dryRun: false })).toBe(
      'gh-pages on origin: nothing changed (5 kB), nothing was pushed, 900 ms',
    );
  });
});

it('compares a site with what GitHub Pages shows', () => {
  const figures = Array.from({ length: 12 }, (_, index) => ({ path: `one/figures/${index}.png`, bytes: 9e7 }));
  expect(compareSizes(figures, true)).toEqual([
    'The site has 1.1 GB, and GitHub Pages shows none over 1 GB. Publish fewer reports at a time, or smaller figures (`figures.full`, `figures.widths`).',
  ]);
  expect(compareSizes(figures.slice(0, 11), true)).toEqual([]);
});
