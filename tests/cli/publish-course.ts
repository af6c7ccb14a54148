import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Run, runReport } from './run-report.js';

const exec = promisify(execFile);

/** A group in manifest.json. */
export interface Group {
  readonly group: string;
  readonly failed?: boolean;
  readonly commit?: string;
}

/** A folder with a course's repository, a bare repository to publish to, and a home folder whose Git configuration has an author. */
export interface Course {
  readonly root: string;
  /** The course's repository, with one commit on `main` and a remote `origin`. */
  readonly folder: string;
  /** The bare repository. */
  readonly remote: string;
  readonly env: NodeJS.ProcessEnv;
  /** Runs git in the course's folder, or another, and gives what it prints. */
  git(args: readonly string[], cwd?: string): Promise<string>;
  /** Runs `report publish` in the course's folder, or another. */
  publish(
    args?: readonly string[],
    options?: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv },
  ): Promise<Run>;
  /** Replaces the built site. */
  build(files: Readonly<Record<string, string>>, groups?: readonly Group[]): Promise<void>;
  /** The files of the published branch, by path, without the generated 404.html. */
  published(branch?: string): Promise<Readonly<Record<string, string>>>;
  /** The names of the temporary files. */
  leftovers(): Promise<readonly string[]>;
  remove(): Promise<void>;
}

/** Creates a course. */
export async function makeCourse(): Promise<Course> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'handin-course-')));
  const at = (name: string): string => join(root, name);
  for (const name of ['home', 'temporary', 'course']) await mkdir(at(name));
  await writeFile(at('home/.gitconfig'), '[user]\n\tname = Ada Byron\n\temail = ada@course.example\n');
  const env = {
    HOME: at('home'),
    USERPROFILE: at('home'),
    TMPDIR: at('temporary'),
    TEMP: at('temporary'),
    XDG_CONFIG_HOME: at('home'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
  };
  const folder = at('course');
  const remote = at('pages.git');
  const git: Course['git'] = async (args, cwd = folder) =>
    (await exec('git', [...args], { cwd, env: { ...process.env, ...env }, maxBuffer: 1e8 })).stdout;
  await git(['init', '--quiet', '--bare', '--initial-branch=main', remote]);
  await git(['init', '--quiet', '--initial-branch=main']);
  await writeFile(join(folder, '.gitignore'), 'site/\n');
  await git(['add', '.gitignore']);
  await git(['commit', '--quiet', '--message=Begin']);
  await git(['remote', 'add', 'origin', remote]);
  return {
    root,
    folder,
    remote,
    env,
    git,
    publish: (args = [], options = {}) =>
      runReport(['publish', ...args], { cwd: options.cwd ?? folder, env: { ...env, ...options.env } }),
    build: (files, groups = [{ group: 'one' }]) => writeSite(join(folder, 'site'), files, groups),
    published: (branch = 'gh-pages') => readBranch(git, remote, branch),
    leftovers: () => readdir(at('temporary')),
    remove: () => rm(root, { recursive: true, maxRetries: 3 }),
  };
}

async function writeSite(
  site: string,
  files: Readonly<Record<string, string>>,
  groups: readonly Group[],
): Promise<void> {
  await rm(site, { recursive: true, force: true });
  const entries = groups.map((group) => ({ slug: group.group, failed: false, commit: null, ...group }));
  const manifest = JSON.stringify({ generator: 'handin 1.2.3', version: 1, audience: 'public', groups: entries });
  for (const [path, content] of Object.entries({ 'manifest.json': manifest, ...files })) {
    await mkdir(dirname(join(site, path)), { recursive: true });
    await writeFile(join(site, path), content);
  }
}

async function readBranch(git: Course['git'], remote: string, branch: string): Promise<Record<string, string>> {
  const at = `--git-dir=${remote}`;
  const listing = await git([at, 'ls-tree', '-r', '-z', '--name-only', branch]);
  const files: Record<string, string> = {};
  for (const path of listing
    .split('\0')
    .filter((name) => name !== '' && name !== '404.html' && name !== 'manifest.json'))
    files[path] = await git([at, 'show', `${branch}:${path}`]);
  return files;
}
