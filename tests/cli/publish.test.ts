import { spawn } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listen } from '../support/ports.js';
import { type Course, makeCourse } from './publish-course.js';
import { bin } from './run-report.js';

let course: Course;
beforeEach(async () => {
  course = await makeCourse();
  await course.build({ 'index.html': '<p>start</p>\n', 'one/index.html': '<p>one</p>\r\n' });
});
afterEach(async () => await course.remove());

const site = { '.nojekyll': '', 'index.html': '<p>start</p>\n', 'one/index.html': '<p>one</p>\r\n' };

/** The subjects of the commits of the published branch, newest first. */
async function history(branch = 'gh-pages'): Promise<readonly string[]> {
  return (await course.git(['log', '--format=%s', branch], course.remote)).trimEnd().split('\n');
}

/** The state of the course's repository and work tree. */
async function stateOf(folder = course.folder): Promise<unknown> {
  const data = (await course.git(['rev-parse', '--absolute-git-dir'], folder)).trim();
  const files = (await readdir(data, { recursive: true })).filter((name) => name !== 'index').sort();
  return {
    files,
    index: await course.git(['ls-files', '--stage', '--debug'], folder),
    config: await readFile(join(data, 'config'), 'utf8').catch(() => ''),
    head: await readFile(join(data, 'HEAD'), 'utf8'),
    refs: await course.git(['for-each-ref'], folder),
    status: await course.git(['status', '--porcelain=v2', '--branch', '--ignored', '--untracked-files=all'], folder),
    stash: await course.git(['stash', 'list'], folder),
  };
}

describe('a publication', () => {
  it('commits only the site to the branch, and changes nothing else', async () => {
    await writeFile(join(course.folder, 'staged.txt'), 'staged');
    await course.git(['add', 'staged.txt']);
    await course.git(['stash', 'push', '--quiet', '--keep-index', '--message=kept']);
    await writeFile(join(course.folder, '.gitignore'), 'site/\nchanged\n');
    await writeFile(join(course.folder, 'untracked.txt'), 'untracked');
    const before = await stateOf();
    const head = (await course.git(['rev-parse', 'HEAD'])).trim();

    const { status, stdout, stderr } = await course.publish();
    expect([status, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(
      /^gh-pages on origin: 5 files added, 0 changed, 0 removed, [\d.]+ kB of [\d.]+ kB, no warnings, commit [0-9a-f]{12}, .+$/m,
    );
    expect(await course.published()).toEqual(site);
    expect(await course.git(['log', '--format=%an <%ae>%n%cn <%ce>%n%B', 'gh-pages'], course.remote)).toBe(
      'Ada Byron <ada@course.example>\nAda Byron <ada@course.example>\n' +
        `Publish the site of ${head.slice(0, 12)}\n\nSource-Commit: ${head}\nGenerator: handin 1.2.3\n\n`,
    );
    expect(await stateOf()).toEqual(before);
    expect(await course.leftovers()).toEqual([]);
    expect(await course.git(['for-each-ref', '--format=%(refname)'], course.remote)).toBe('refs/heads/gh-pages\n');
  });

  it('pushes nothing without changes, and adds a commit for them', async () => {
    await course.publish();
    const first = await course.git(['rev-parse', 'gh-pages'], course.remote);
    const again = await course.publish();
    expect([again.status, again.stdout]).toEqual([0, '']);
    expect(again.stderr).toMatch(/^gh-pages on origin: nothing changed \([\d.]+ kB\), nothing was pushed, .+$/m);
    expect(await course.git(['rev-parse', 'gh-pages'], course.remote)).toBe(first);

    await course.build({ 'index.html': '<p>new</p>\n', 'two/index.html': '<p>two</p>\n' });
    const changed = await course.publish();
    expect(changed.stderr).toMatch(/^gh-pages on origin: 1 file added, 1 changed, 1 removed, 22 B of /m);
    expect(await course.published()).toEqual({
      '.nojekyll': '',
      'index.html': '<p>new</p>\n',
      'two/index.html': '<p>two</p>\n',
    });
    expect(await course.git(['rev-parse', 'gh-pages^'], course.remote)).toBe(first);
  });

  it('replaces the history with --fresh', async () => {
    await course.publish();
    await course.build({ 'index.html': '<p>second</p>\n' });
    await course.publish();
    expect(await history()).toHaveLength(2);
    // The files are the same; only the earlier commits go.
    const fresh = await course.publish(['--fresh']);
    expect([fresh.status, (await history()).length]).toEqual([0, 1]);
    expect((await course.publish(['--fresh'])).stderr).toContain('nothing was pushed');
    await course.build({ 'index.html': '<p>third</p>\n' });
    await course.publish(['--fresh']);
    expect(await history()).toHaveLength(1);
    expect(await course.published()).toEqual({ '.nojekyll': '', 'index.html': '<p>third</p>\n' });
  });

  it('keeps every byte and every name, whatever the Git configuration', async () => {
    const files = {
      'index.html': 'one\r\ntwo\n$Id$\n',
      '-rf/index.html': 'a',
      ':(exclude)x/index.html': 'b',
      '$(touch pwned)/`touch pwned`;&|.html': 'c',
      "quo'te/a b\tc\nd.html": 'd',
      'bjørn/日本.html': 'e',
      '.gitignore': '*\n',
      '.gitattributes': '* text eol=lf filter=evil ident\n',
      '*/[a]?.html': 'f',
    };
    await writeFile(
      join(course.root, 'home', '.gitconfig'),
      '[core]\n\tautocrlf = true\n\tquotePath = true\n\thooksPath = hooks\n' +
        '[filter "evil"]\n\tclean = touch pwned; cat\n\tsmudge = touch pwned; cat\n\trequired = true\n' +
        '[safe]\n\tbareRepository = explicit\n',
    );
    await course.build(files);
    const dry = await course.publish(['--dry-run']);
    expect(dry.stdout.split('\n')).toContain("added    quo'te/a b\\x09c\\x0ad.html (1 B)");
    expect((await course.publish()).status).toBe(0);
    expect(await course.published()).toEqual({ '.nojekyll': '', ...files });
    const everywhere = await readdir(course.root, { recursive: true });
    expect(everywhere.filter((name) => name.endsWith('pwned'))).toEqual([]);
  });

  it('has a neutral author if none is configured', async () => {
    await writeFile(join(course.root, 'home', '.gitconfig'), '');
    expect((await course.publish()).status).toBe(0);
    const who = ['log', '--format=%an <%ae>, %cn <%ce>', '-1', 'gh-pages'];
    expect(await course.git(who, course.remote)).toBe(
      'Handin <noreply@handin.invalid>, Handin <noreply@handin.invalid>\n',
    );
    await course.git(['config', 'user.name', 'Bob']);
    await course.publish(['--fresh'], { env: { GIT_COMMITTER_EMAIL: 'ci@course.example', GIT_AUTHOR_NAME: 'Robot' } });
    await course.build({ 'index.html': 'x' });
    await course.publish([], { env: { GIT_COMMITTER_EMAIL: 'ci@course.example', GIT_AUTHOR_NAME: 'Robot' } });
    expect(await course.git(who, course.remote)).toBe('Robot <noreply@handin.invalid>, Bob <ci@course.example>\n');
  });
});

describe('404.html', () => {
  const page = (): Promise<string> => course.git(['show', 'gh-pages:404.html'], course.remote);

  it('has no links while the URL of the site is unknown', async () => {
    await course.publish();
    expect(await page()).toContain('take the last part off the address in your browser');
    expect((await page()).match(/<a [^>]*>/g)).toEqual(['<a class="skip-link" href="#main">']);
  });

  it('links to the start page, and to the absolute links of the course', async () => {
    await writeFile(
      join(course.folder, 'build.config.mjs'),
      `export default { title: 'A & B', site: { base: 'https://course.github.io/reports', lang: 'da',
        links: [{ title: 'M', href: './m/' }, { title: 'N', href: 'https://n.example/' }] } };`,
    );
    await course.publish();
    expect((await page()).match(/(?<=<a [^>]*href=")[^"]*/g)).toEqual([
      '#main',
      'https://course.github.io/reports/',
      'https://n.example/',
      'https://course.github.io/reports/',
    ]);
    expect(await page()).toContain('<html lang="da">');
    expect(await page()).toContain('<title>Siden blev ikke fundet · A &amp; B</title>');
    expect(await course.published()).not.toHaveProperty('CNAME');
  });

  it('is the site’s own if there is one', async () => {
    await course.build({ '404.html': 'mine', '.nojekyll': 'mine' });
    await course.publish();
    expect([await page(), await course.published()]).toEqual(['mine', { '.nojekyll': 'mine' }]);
  });
});

describe('CNAME', () => {
  const configure = (base: string): Promise<void> =>
    writeFile(join(course.folder, 'build.config.mjs'), `export default { site: { base: '${base}' } };`);

  it('is written for a custom domain', async () => {
    await configure('https://reports.course.example');
    expect((await course.publish()).stderr).toContain('no warnings');
    expect(await course.published()).toEqual({ ...site, CNAME: 'reports.course.example\n' });
    expect((await course.publish()).stderr).toContain('nothing was pushed');
  });

  it('is kept from the branch, with and without --fresh', async () => {
    const tree = join(course.root, 'tree');
    await course.git(['init', '--quiet', '--initial-branch=gh-pages', tree]);
    await writeFile(join(tree, 'CNAME'), 'set-on-github.example');
    await writeFile(join(tree, 'old.html'), 'old');
    await course.git(['add', '.'], tree);
    await course.git(['commit', '--quiet', '--message=By GitHub'], tree);
    await course.git(['push', '--quiet', course.remote, 'gh-pages'], tree);

    expect((await course.publish()).stderr).toContain('5 files added, 0 changed, 1 removed');
    expect(await course.published()).toEqual({ ...site, CNAME: 'set-on-github.example' });
    await configure('https://other.example/');
    const { stderr } = await course.publish(['--fresh']);
    expect(stderr).toContain(
      'warning: The branch says set-on-github.example in its CNAME, and stays so; ' +
        '`site.base` in the configuration says other.example.\n',
    );
    expect(stderr).toContain('1 warning');
    expect(await course.published()).toEqual({ ...site, CNAME: 'set-on-github.example' });
    expect(await history()).toHaveLength(1);
  });
});

describe('a dry run', () => {
  it('lists what would change, and pushes nothing', async () => {
    await course.publish();
    const before = await course.git(['for-each-ref'], course.remote);
    await course.build({ 'index.html': 'changed', 'new.html': 'new' });
    const { status, stdout, stderr } = await course.publish(['--dry-run']);
    expect(status).toBe(0);
    expect(stdout).toBe('changed  index.html (7 B)\nadded    new.html (3 B)\nremoved  one/index.html\n');
    expect(stderr).toMatch(
      /^gh-pages on origin: 1 file added, 1 changed, 1 removed, 10 B of .* nothing was pushed, .+$/m,
    );
    expect(await course.git(['for-each-ref'], course.remote)).toBe(before);
    expect(await course.leftovers()).toEqual([]);
  });
});

describe('personal data and secrets', () => {
  it('are reported, and do not stop the publication', async () => {
    const token = `gh${'p_'}${'aB3dE6gH9jK2'.repeat(3)}`;
    await course.build({
      'index.html': `<p>\ns123456\n${token} ${token}</p>`,
      's654321/index.html': '<a href="mailto:ada@uni.dk">write</a>',
      'one/figure.webp': 's111111',
    });
    expect((await course.publish(['--dry-run'])).stderr.match(/^warning: .*$/gm)).toEqual([
      'warning: the pages over all groups have what looks like 2 student numbers: such as s1… in index.html:2',
      'warning: the pages over all groups have what looks like a GitHub token: ghp_… in index.html:3',
      'warning: the pages over all groups have what looks like an e-mail address: a…@uni.dk in s654321/index.html:1',
    ]);
    const { status, stderr } = await course.publish(['--verbose']);
    expect(status).toBe(0);
    expect(stderr.match(/^warning: .*$/gm)).toEqual([
      'warning: index.html:2 has what looks like a student number: s1…',
      'warning: index.html:3 has what looks like a GitHub token: ghp_…, 2 times',
      'warning: the name of s654321/index.html has what looks like a student number: s6…',
      'warning: s654321/index.html:1 has what looks like an e-mail address: a…@uni.dk',
    ]);
    expect(stderr).toContain(', 4 warnings, ');
    expect(stderr).not.toContain(token.slice(0, 8));
    expect(stderr).not.toContain('ada@uni.dk');
  });

  it('are found with the configured pattern of student numbers', async () => {
    await writeFile(
      join(course.folder, 'build.config.mjs'),
      'export default { privacy: { studentNumber: /[a-z]{3}\\d{3}/ } };',
    );
    await course.build({ 'index.html': 's123456 xyz789' });
    expect((await course.publish(['--dry-run'])).stderr.match(/^warning: .*$/gm)).toEqual([
      'warning: the pages over all groups have what looks like a student number: xy… in index.html:1',
    ]);
  });
});

describe('a site that is not ready', () => {
  it('with failed reports is published only with --allow-failed', async () => {
    const groups = ['a', 'b\u001b[2J', ...Array.from({ length: 10 }, (_, index) => `g${index}`)];
    await course.build({ 'index.html': 'x' }, [{ group: 'fine' }, ...groups.map((group) => ({ group, failed: true }))]);
    expect(await course.publish()).toEqual({
      status: 1,
      stdout: '',
      stderr:
        'error: 12 reports could not be built: a, b\\x1b[2J, g0, g1, g2, g3, g4, g5, g6, g7 and 2 more.\n' +
        'Their pages say why. Build the site anew, or publish it as it is with --allow-failed.\n',
    });
    expect(await course.git(['for-each-ref'], course.remote)).toBe('');
    expect((await course.publish(['--allow-failed'])).status).toBe(0);
  });

  it.each([
    ['is not there', 'nowhere', /^error: There is no site at .*nowhere\.\nBuild it with `report html`/],
    ['is something else', 'other', /^error: .*other holds no site that Handin built: it has no manifest\.json/],
    ['holds a link', 'linked', /^error: The site holds a\/link, which Handin did not write: a link/],
    ['holds a repository', 'nested', /^error: The site holds b\/\.git, which Handin did not write/],
    [
      'is a part',
      'part',
      /^error: .*part is one part of a site, and holds the sources of its reports \(\.part\)\.\nJoin/,
    ],
  ])('%s', async (_, out, message) => {
    const at = (...parts: string[]): string => join(course.folder, ...parts);
    for (const folder of ['other', 'linked/a', 'nested/b/.git', 'part/.part'])
      await mkdir(at(folder), { recursive: true });
    await writeFile(at('other', 'manifest.json'), '{"generator":"something else"}');
    for (const folder of ['linked', 'nested', 'part'])
      await writeFile(at(folder, 'manifest.json'), '{"generator":"handin 1","audience":"public"}');
    await writeFile(at('part', '.part', 'part.json'), '{}');
    await symlink('/etc/passwd', at('linked', 'a', 'link'));
    await writeFile(at('build.config.mjs'), `export default { out: '${out}' };`);
    const { status, stderr } = await course.publish();
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
  });
});

describe('runs', () => {
  it('in a linked work tree, with a detached HEAD, below the top', async () => {
    const linked = join(course.root, 'linked');
    await course.git(['worktree', 'add', '--quiet', '--detach', linked]);
    await course.git(['config', 'remote.origin.url', '../pages.git']);
    await mkdir(join(linked, 'below', 'site'), { recursive: true });
    await writeFile(join(linked, 'below', 'site', 'manifest.json'), '{"generator":"handin 1","audience":"public"}');
    const before = [await stateOf(), await stateOf(linked)];
    expect((await course.publish([], { cwd: join(linked, 'below') })).status).toBe(0);
    expect(await course.published()).toEqual({ '.nojekyll': '' });
    expect([await stateOf(), await stateOf(linked)]).toEqual(before);
  });

  it('in a bare repository, in one without commits, and outside of one', async () => {
    const bare = join(course.root, 'bare.git');
    await course.git(['clone', '--quiet', '--bare', course.folder, bare]);
    await course.git(['config', 'remote.origin.url', course.remote], bare);
    await mkdir(join(bare, 'site'));
    await writeFile(join(bare, 'site', 'manifest.json'), '{"generator":"handin 1","audience":"public"}');
    expect((await course.publish(['--branch', 'from-bare'], { cwd: bare })).status).toBe(0);
    expect(await history('from-bare')).toEqual([expect.stringMatching(/^Publish the site of [0-9a-f]{12}$/)]);

    const empty = join(course.root, 'empty');
    await mkdir(join(empty, 'site'), { recursive: true });
    await writeFile(join(empty, 'site', 'manifest.json'), '{"generator":"handin 1","audience":"public"}');
    const address = ['--remote', '../pages.git', '--branch', 'elsewhere'];
    expect((await course.publish(address, { cwd: empty })).status).toBe(0);
    await course.git(['init', '--quiet', empty]);
    expect((await course.publish([...address, '--fresh'], { cwd: empty })).status).toBe(0);
    expect(await history('elsewhere')).toEqual(['Publish the site']);
  });

  it('in a hook, where GIT_INDEX_FILE and the like are set', async () => {
    const before = await stateOf();
    const env = { GIT_DIR: join(course.folder, '.git'), GIT_INDEX_FILE: join(course.folder, '.git', 'index') };
    expect((await course.publish([], { env })).status).toBe(0);
    expect(await course.published()).toEqual(site);
    expect(await stateOf()).toEqual(before);
  });

  it('with a server that supports partial clones', async () => {
    await course.git(['config', 'uploadpack.allowFilter', 'true'], course.remote);
    await course.git(['config', 'remote.origin.url', `file://${course.remote}`]);
    for (const text of ['one', 'two', 'three']) {
      await course.build({ 'index.html': text });
      expect((await course.publish()).status).toBe(0);
    }
    expect(await course.published()).toEqual({ '.nojekyll': '', 'index.html': 'three' });
    expect(await history()).toHaveLength(3);
    expect(await course.git(['fsck', '--strict'], course.remote)).toBe('');
  });
});

it('lists its options in the help', async () => {
  const { status, stdout } = await course.publish(['--help']);
  expect(status).toBe(0);
  for (const option of ['--branch <name>', '--remote <name>', '--dry-run', '--fresh', '--allow-failed'])
    expect(stdout).toContain(`\n  ${option} `);
});

describe('failures', () => {
  const fails = async (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> => {
    const { status, stdout, stderr } = await course.publish(args, { env });
    expect([status, stdout]).toEqual([2, '']);
    expect(await course.leftovers()).toEqual([]);
    // Without the progress lines of a slow run.
    return stderr.replace(/^.* …\n/gm, '');
  };

  it('a remote or a repository that does not exist', async () => {
    expect(await fails(['--remote', 'pages'])).toBe(
      'error: The repository has no remote pages, only origin.\nName one of them, or an address, with --remote.\n',
    );
    expect(await fails(['--remote', './nothing.git'])).toMatch(
      /^error: There is no repository at the address of \.\/nothing\.git, or none that you may see\.\n {2}.*\nCompare/s,
    );
  });

  it('no repository', async () => {
    const { status, stderr } = await course.publish([], { cwd: course.root });
    expect([status, stderr]).toEqual([2, expect.stringContaining('There is no site at')]);
    await course.git(['init', '--quiet', '--bare', '.git-gone']);
    await writeFile(join(course.root, 'build.config.mjs'), "export default { out: 'course/site' };");
    expect((await course.publish([], { cwd: course.root })).stderr).toBe(
      'error: This folder is in no Git repository, so there is no remote origin.\n' +
        'Run the command in the repository of the reports, or name an address: ' +
        '--remote https://github.com/owner/repository.git.\n',
    );
  });

  it.each(['', '-x', '@{-1}', '$(touch x):y'])('a branch %j', async (name) => {
    expect(await fails([`--branch=${name}`])).toBe(
      `error: ${JSON.stringify(name)} cannot be the name of a branch.\nGive --branch another one, such as gh-pages.\n`,
    );
  });

  it('the branch that people work on', async () => {
    await course.git(['push', '--quiet', 'origin', 'main']);
    expect(await fails(['--branch', 'main'])).toBe(
      'error: main is the default branch of origin, and what it holds is no site. The site would replace its files.\n' +
        'Name a branch for the site alone with --branch, such as gh-pages.\n',
    );
    await course.git(['checkout', '--quiet', '-b', 'work']);
    await course.git(['push', '--quiet', '--set-upstream', 'origin', 'work']);
    expect(await fails(['--branch', 'work', '--fresh'])).toContain('work is the branch that is checked out');
    expect(await course.published('work')).toEqual({ '.gitignore': 'site/\n' });
    await course.git(['push', '--quiet', 'origin', 'work:drafts']);
    expect(await fails(['--branch', 'drafts', '--fresh'])).toBe(
      'error: drafts holds files of origin that are no site: no index.html is at its top. The site would replace them.\n' +
        'Name a branch for the site alone with --branch, such as gh-pages, or delete this one from the remote first.\n',
    );
    expect(await course.published('drafts')).toEqual({ '.gitignore': 'site/\n' });
    // In a repository for pages only, the default branch may hold the site.
    await course.publish();
    await course.git(['symbolic-ref', 'HEAD', 'refs/heads/gh-pages'], course.remote);
    await course.build({ 'index.html': 'again' });
    expect((await course.publish()).status).toBe(0);
  });

  it('a server that refuses the credentials, without printing the password', async () => {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      seen.push(
        ...request.rawHeaders.filter((_, index, all) => /^(?:authorization|x-course)$/i.test(all[index - 1] ?? '')),
      );
      response.writeHead(403).end();
    });
    const port = await listen(server);
    const address = `http://ada:pass%40word@127.0.0.1:${port}/course.git`;
    await course.git(['config', 'http.extraheader', 'Authorization: basic from-the-repository']);
    await course.git(['config', '--global', 'http.extraheader', 'X-Course: from the user']);
    await course.git(['remote', 'add', 'web', address]);
    try {
      for (const remote of ['web', address]) {
        const stderr = await fails(['--remote', remote]);
        expect(stderr).toMatch(
          /^error: (web|http:\/\/127\.0\.0\.1:\d+\/course\.git) does not let you in\.\n {2}fatal: /m,
        );
        expect(stderr).toContain('permissions: contents: write');
        expect(stderr).not.toMatch(/pass|ada|from/);
      }
    } finally {
      server.close();
    }
    // Headers from the repository and from the user are each sent once.
    expect(seen.slice(0, 2).sort()).toEqual(['basic from-the-repository', 'from the user']);
    expect(await fails(['--remote', 'web'])).toMatch(/^error: web cannot be reached\.\n/);
  });

  it('an address that would run a program', async () => {
    const stderr = await fails(['--remote', `ext::sh -c touch% ${course.root}/pwned`]);
    expect(stderr).toContain("transport 'ext' not allowed");
    expect(await readdir(course.root)).not.toContain('pwned');
  });

  it('a missing Git', async () => {
    expect(await fails([], { PATH: course.root })).toBe(
      'error: Git cannot be started.\nInstall it from https://git-scm.com, and see that it is on the PATH.\n',
    );
  });
});

// These tests replace programs by shell scripts.
describe.skipIf(process.platform === 'win32')('meanwhile', () => {
  const script = async (path: string, lines: readonly string[]): Promise<void> => {
    await writeFile(path, ['#!/bin/sh', ...lines, ''].join('\n'));
    await chmod(path, 0o755);
  };

  it.each([[], ['--fresh']])('somebody else published, %#', async (...args) => {
    await course.publish();
    await course.build({ 'index.html': 'theirs' });
    await course.publish();
    const theirs = (await course.git(['rev-parse', 'gh-pages'], course.remote)).trim();
    await course.git(['update-ref', 'refs/heads/gh-pages', `${theirs}^`], course.remote);
    await course.build({ 'index.html': 'ours' });

    const programs = join(course.root, 'programs');
    await mkdir(programs);
    const real = (await course.git(['--exec-path'])).trim();
    await script(join(programs, 'git'), [
      `if [ "$1" = push ]; then "${real}/git" -C "${course.remote}" update-ref refs/heads/gh-pages ${theirs}; fi`,
      `exec "${real}/git" "$@"`,
    ]);
    const { status, stderr } = await course.publish(args, { env: { PATH: `${programs}:${process.env.PATH}` } });
    expect(status).toBe(2);
    expect(stderr).toContain(
      'error: Somebody else has published to gh-pages on origin in the meantime. Nothing was pushed.\nRun the command again.\n',
    );
    expect((await course.git(['rev-parse', 'gh-pages'], course.remote)).trim()).toBe(theirs);
    expect((await course.publish(args)).status).toBe(0);
    expect((await course.published())['index.html']).toBe('ours');
  });

  it('the server refused the commit', async () => {
    await script(join(course.remote, 'hooks', 'pre-receive'), [
      'echo "Branch is protected: see http://u:p@x/y" >&2',
      'exit 1',
    ]);
    const { status, stderr } = await course.publish();
    expect(status).toBe(2);
    expect(stderr).toContain('error: origin does not accept the commit: (pre-receive hook declined).\n');
    expect(stderr).toContain('  remote: Branch is protected: see http://x/y\n');
  });

  it('it was interrupted: nothing is left behind', async () => {
    const [started, stop] = [join(course.root, 'started'), join(course.root, 'stop')];
    await script(join(course.remote, 'hooks', 'pre-receive'), [
      `touch "${started}"`,
      `for i in $(seq 300); do [ -e "${stop}" ] && break; sleep 0.1; done`,
      'exit 1',
    ]);
    const before = await stateOf();
    const child = spawn(process.execPath, [bin, 'publish'], {
      cwd: course.folder,
      env: { ...process.env, ...course.env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (data) => {
      stderr += data;
    });
    const ended = new Promise((resolve) => child.once('close', resolve));
    while (child.exitCode === null && !(await readdir(course.root)).includes('started')) await setTimeout(20);
    expect(await course.leftovers()).toHaveLength(1);
    child.kill('SIGINT');
    await setTimeout(100);
    await writeFile(stop, '');
    expect(await ended).toBe(130);
    expect(stderr).toMatch(/Interrupted\. Nothing is left behind\.\n$/);
    expect(await course.leftovers()).toEqual([]);
    expect(await course.git(['for-each-ref'], course.remote)).toBe('');
    expect(await stateOf()).toEqual(before);
  });
});
