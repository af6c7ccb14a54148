import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Course, makeCourse } from './publish-course.js';
import { bin, runReport } from './run-report.js';

let course: Course;
beforeEach(async () => {
  course = await makeCourse();
});
afterEach(async () => await course.remove());

const at = (...names: readonly string[]): string => join(course.folder, ...names);

/** What a run printed on standard error, without its progress and its summary line. */
async function warnings(args: readonly string[] = []): Promise<string> {
  const { status, stderr } = await course.publish(args);
  expect([status, stderr]).toEqual([0, expect.stringMatching(/^gh-pages on origin: .*\n$/m)]);
  return stderr.replace(/^(?:gh-pages on origin: .*|Left out for the public: .*|.* …)\n/gm, '');
}

describe('a repository', () => {
  it('that lets no history be replaced is told from one that somebody else pushed to', async () => {
    await course.git(['config', 'receive.denyNonFastForwards', 'true'], course.remote);
    await course.build({ 'index.html': 'first' });
    await course.publish();
    const first = await course.git(['rev-parse', 'gh-pages'], course.remote);
    await course.build({ 'index.html': 'second' });
    const { status, stderr } = await course.publish(['--fresh']);
    expect(status).toBe(2);
    expect(stderr).toContain(
      'error: origin does not let the history of gh-pages be replaced, as --fresh asks for. Nothing was pushed.\n' +
        'Publish without --fresh, or allow force pushes to the branch in the settings of the repository.\n',
    );
    expect(await course.git(['rev-parse', 'gh-pages'], course.remote)).toBe(first);
    expect((await course.publish()).status).toBe(0);
  });

  it('may name its objects by SHA-256', async () => {
    const remote = join(course.root, 'sha256.git');
    await course.git(['init', '--quiet', '--bare', '--object-format=sha256', remote]);
    await course.git(['remote', 'set-url', 'origin', remote]);
    await course.build({ 'index.html': 'first' });
    const empty = await course.publish();
    expect(empty.status).toBe(2);
    expect(empty.stderr).toContain(
      'error: origin is an empty repository with SHA-256, which an empty repository does not say of itself.\n',
    );
    expect(empty.stderr).toContain(
      'Push any commit to it first, and run the command again. GitHub has repositories with SHA-1 only.\n',
    );

    const other = join(course.root, 'other');
    await course.git(['init', '--quiet', '--object-format=sha256', '--initial-branch=main', other]);
    await course.git(['commit', '--quiet', '--allow-empty', '--message=Begin'], other);
    await course.git(['push', '--quiet', remote, 'main'], other);
    await course.git(['symbolic-ref', 'HEAD', 'refs/heads/main'], remote);
    expect((await course.publish()).status).toBe(0);
    await course.build({ 'index.html': 'second' });
    expect((await course.publish()).stderr).toMatch(/^gh-pages on origin: no files added, 1 changed, 0 removed, /m);
    expect(await course.git(['show', 'gh-pages:index.html'], remote)).toBe('second');
    expect(await course.leftovers()).toEqual([]);
  });
});

describe('GitHub’s limits', () => {
  it('on files: refused before anything is sent there, a warning elsewhere', async () => {
    await course.build({ 'index.html': 'start', 'one/figures/long.gif': '' });
    await truncate(at('site/one/figures/long.gif'), 100 * 1024 * 1024 + 1);
    // No such host is asked: the sizes are compared first.
    expect(await course.publish(['--remote', 'git@github.com:course/reports.git'])).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'error: one/figures/long.gif has 101 MiB: GitHub takes no file over 100 MiB. Nothing was pushed.\n' +
        'Make the figure smaller, or put it elsewhere and link to it; then build the site anew.\n',
    });
    expect(await warnings(['--dry-run'])).toBe(
      'warning: one/figures/long.gif has 101 MiB: GitHub would take no file over 100 MiB.\n',
    );
  });
});

describe('a site that was built', () => {
  const report = (answer: string): string => `# R\n\n### Question 1\n\n> **What?**\n>\n> Answer:\n\n${answer}\n`;

  beforeEach(async () => {
    for (const group of ['one', 'two']) {
      await mkdir(at('reports', group), { recursive: true });
      await writeFile(at('reports', group, 'README.md'), report(`The words of ${group}.`));
    }
    const { status, stderr } = await runReport(['html', '--for', 'public'], { cwd: course.folder, env: course.env });
    expect([status, stderr]).toEqual([0, expect.any(String)]);
  });

  it('is published without a warning', async () => {
    expect(await warnings()).toBe('');
  });

  it('for staff is not published: a public one is', async () => {
    expect((await runReport(['html'], { cwd: course.folder, env: course.env })).status).toBe(0);
    const before = await readFile(at('site/manifest.json'), 'utf8');
    const { status, stderr } = await course.publish();
    expect([status, stderr.replace(/^.* …\n/gm, '')]).toEqual([
      0,
      expect.stringMatching(
        /^site is for staff, and stays so\. A public site is built and published\.\nLeft out for the public: similar answers, marks, and the problems of reports but for their own pages\.\ngh-pages on origin: .*\n$/,
      ),
    ]);
    expect(Object.keys(await course.published())).not.toContain('similar.html');
    expect(await readFile(at('site/manifest.json'), 'utf8')).toBe(before);
    expect(await course.leftovers()).toEqual([]);
  });

  it('and edited by hand is told', async () => {
    await writeFile(at('site/index.html'), 'by hand');
    await writeFile(at('site/one/added.html'), 'added');
    await writeFile(at('site/CNAME'), 'reports.example.org\n');
    await rm(at('site/two/report.json'));
    expect(await warnings()).toBe(
      'warning: index.html (and 1 more) was not written by `report html` as it is, and is published so. If that was not meant, build the site anew with `report html`.\n' +
        'warning: two/report.json is missing from the site. If that was not meant, build the site anew with `report html`.\n',
    );
  });

  it('and is older than its reports is told', async () => {
    await writeFile(at('reports/two/README.md'), report('Other words.'));
    expect(await warnings()).toBe(
      'warning: the site is older than 1 report: two. Build it anew with `report html --for public` to publish what they say now.\n',
    );
    await rm(at('reports'), { recursive: true });
    expect(await warnings()).toBe('');
  });

  // A build that is killed between its two renames leaves this.
  it.each(['a folder', 'a link to a folder'])('and was moved aside by a killed build is put back: %s', async (kind) => {
    const manifest = await readFile(at('site/manifest.json'), 'utf8');
    if (kind === 'a link to a folder') {
      await mkdir(at('elsewhere'));
      await rename(at('site'), at('elsewhere/site'));
      await symlink('elsewhere/site', at('site'));
    }
    const parent = kind === 'a folder' ? course.folder : at('elsewhere');
    const stage = join(parent, `.site.handin-${await endedProcess()}-abcdef`);
    await mkdir(join(stage, 'new'), { recursive: true });
    await rename(join(parent, 'site'), join(stage, 'old-1'));

    expect(await warnings()).toBe('');
    expect(await readFile(at('site/manifest.json'), 'utf8')).toBe(manifest);
    expect(await readdir(parent)).not.toContain(basename(stage));
    expect((await course.git(['ls-tree', '--name-only', 'gh-pages'], course.remote)).split('\n')).toContain('one');
  });
});

/** The id of a process that has ended. */
async function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '0']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

// The hook is a shell script.
it.skipIf(process.platform === 'win32')('after it was killed, the next run removes what it left', async () => {
  await course.build({ 'index.html': 'first' });
  await course.git(['config', 'http.extraheader', 'Authorization: basic secret']);
  const [started, stop] = [join(course.root, 'started'), join(course.root, 'stop')];
  const hook = join(course.remote, 'hooks', 'pre-receive');
  await writeFile(
    hook,
    `#!/bin/sh\ntouch "${started}"\nfor i in $(seq 300); do [ -e "${stop}" ] && break; sleep 0.1; done\nexit 1\n`,
  );
  await chmod(hook, 0o755);
  const child = spawn(process.execPath, [bin, 'publish'], {
    cwd: course.folder,
    env: { ...process.env, ...course.env },
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  while (child.exitCode === null && !(await readdir(course.root)).includes('started')) await setTimeout(20);
  child.kill('SIGKILL');
  await ended;
  await writeFile(stop, '');
  const [left = ''] = await course.leftovers();
  expect(await readFile(join(course.root, 'temporary', left, '.git', 'config'), 'utf8')).toContain('basic secret');

  await rm(hook);
  expect((await course.publish()).status).toBe(0);
  expect(await course.leftovers()).toEqual([]);
});

/** Whether this system lets its users mount file systems of their own. */
function canMount(): boolean {
  try {
    execFileSync('unshare', ['-Urm', 'sh', '-c', 'mount -t tmpfs tmpfs /mnt'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(!canMount())('a full folder for temporary files', () => {
  it.each([
    ['4k', 'Git cannot make a temporary repository in'],
    ['256k', 'Git cannot store the site.'],
  ])('of %s is told', async (size, message) => {
    await course.build({ 'index.html': 'start', 'large.txt': Array.from({ length: 2e5 }, Math.random).join(' ') });
    const full = join(course.root, 'full');
    await mkdir(full);
    const command = `mount -t tmpfs -o size=${size} tmpfs "${full}" && exec "${process.execPath}" "${bin}" publish`;
    const child = spawn('unshare', ['-Urm', 'sh', '-c', command], {
      cwd: course.folder,
      env: { ...process.env, ...course.env, TMPDIR: full },
    });
    let stderr = '';
    child.stderr.on('data', (data) => {
      stderr += data;
    });
    const [status] = await once(child, 'close');
    expect([status, stderr]).toEqual([2, expect.stringContaining(`error: ${message}`)]);
    expect(stderr).toMatch(/No space left on device/);
    expect(stderr).toMatch(/room/);
  });
});

it('names a folder for temporary files that does not exist', async () => {
  await course.build({ 'index.html': 'start' });
  const gone = join(course.root, 'gone');
  expect(await course.publish([], { env: { TMPDIR: gone, TEMP: gone, TMP: gone } })).toEqual({
    status: 2,
    stdout: '',
    stderr:
      `error: Temporary files cannot be written to ${gone} (ENOENT).\n` +
      'Make room there, or name another folder in the environment variable TMPDIR.\n',
  });
});
