import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bin } from './run-report.js';

const readme = (answer: string): string =>
  `# Report\n\n### Question 1\n\n> **Why? 2-9 words.**\n\n${answer}\n\n### Question 2\n\n> **How?**\n\nSomehow.\n`;

let root: string;
let watching: ChildProcess | undefined;
const output = { stdout: '', stderr: '' };

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'handin-watch-')));
  for (const name of ['ash', 'birch']) {
    await mkdir(join(root, 'reports', name), { recursive: true });
    await writeFile(join(root, 'reports', name, 'README.md'), readme('Because it is so.'));
  }
});
afterEach(async () => {
  watching?.kill('SIGKILL');
  await rm(root, { recursive: true, force: true });
});

/** Starts `report watch` and gives the address that it serves at. */
async function watch(...args: readonly string[]): Promise<string> {
  return await run([bin, 'watch', '--port', '0', ...args]);
}

/** Runs Node and gives the address that the program prints. */
async function run(args: readonly string[]): Promise<string> {
  Object.assign(output, { stdout: '', stderr: '' });
  const child = spawn(process.execPath, args, { cwd: root });
  watching = child;
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
  });
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
  });
  await expect.poll(() => output.stdout, { timeout: 30_000 }).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\n$/);
  return output.stdout.trim();
}

async function page(address: string): Promise<string> {
  return (await fetch(address)).text();
}

const soon = { timeout: 15_000, interval: 30 };

it('serves the site, rebuilds after each save, and writes no site', async () => {
  const home = await watch();
  expect(await page(`${home}ash/`)).toContain('Because it is so.');
  await writeFile(join(root, 'reports', 'ash', 'README.md'), readme('Because of the belt. TODO'));
  await expect.poll(() => page(`${home}ash/`), soon).toContain('Because of the belt.');
  const text = await readFile(join(root, 'reports', 'ash', 'README.md'), 'utf8');
  const above = text.slice(0, text.indexOf('TODO')).split('\n');
  const place = `README.md:${above.length}:${(above.at(-1)?.length ?? 0) + 1}`;
  const path = pathToFileURL(join(root, 'reports', 'ash')).pathname;
  expect(await page(`${home}ash/`)).toContain(`<a href="vscode://file${path}/${place}">line ${above.length}</a>`);
  expect(await page(`${home}questions/1.html`)).not.toContain('vscode:');
  expect(await page(`${home}questions/1.html`)).toContain('Because of the belt.');
  await rename(join(root, 'reports', 'birch'), join(root, 'reports', 'cedar'));
  await expect.poll(() => page(home), soon).toContain('cedar');
  expect((await fetch(`${home}birch/`)).status).toBe(404);
  expect((await readdir(root)).filter((name) => name !== '.cache')).toEqual(['reports']);
});

it('prints what is broken, keeps the last good pages, and recovers after the correction', async () => {
  const home = await watch();
  const config = join(root, 'build.config.mjs');
  await writeFile(config, 'export default { title: ;\n');
  await expect.poll(() => output.stderr, soon).toContain('build.config.mjs:1 does not load');
  expect(await page(`${home}ash/`)).toContain('Because it is so.');
  await writeFile(config, `export default { title: 'Mended' };\n`);
  await expect.poll(() => page(home), soon).toContain('Mended');

  await mkdir(join(root, 'layouts'));
  await writeFile(join(root, 'layouts', 'report.njk'), '{{ page.nobody.knows }}');
  await expect.poll(() => output.stderr, soon).toContain('The layout report.njk cannot be used');
  expect(await page(`${home}ash/`)).toContain('Because it is so.');
  // What changes meanwhile is not forgotten.
  await writeFile(join(root, 'reports', 'ash', 'README.md'), readme('Written meanwhile.'));
  await rm(join(root, 'layouts', 'report.njk'));
  await expect.poll(() => page(`${home}ash/`), soon).toContain('Written meanwhile.');

  await rm(join(root, 'reports', 'ash', 'README.md'));
  await expect.poll(() => output.stderr, soon).toContain('There is no README.md in this folder.');
  await writeFile(join(root, 'reports', 'ash', 'README.md'), readme('Back again.'));
  await expect.poll(() => page(`${home}ash/`), soon).toContain('Back again.');

  // Some editors empty a file before they write it.
  await writeFile(join(root, 'reports', 'ash', 'README.md'), '');
  await expect.poll(() => output.stderr, soon).toContain('README.md is empty.');
  await writeFile(join(root, 'reports', 'ash', 'README.md'), readme('Whole again.'));
  await expect.poll(() => page(`${home}ash/`), soon).toContain('Whole again.');
});

it('follows saves with --poll where the system tells of no change, behind a symbolic link as well', async () => {
  const silent = `import fs from 'node:fs';
    import { EventEmitter } from 'node:events';
    import { syncBuiltinESMExports } from 'node:module';
    fs.watch = () => Object.assign(new EventEmitter(), { close() {} });
    syncBuiltinESMExports();`;
  await rename(join(root, 'reports', 'birch'), join(root, 'birch'));
  await symlink(join(root, 'birch'), join(root, 'reports', 'birch'), 'junction');
  const preload = `data:text/javascript,${encodeURIComponent(silent)}`;
  const home = await run(['--import', preload, bin, 'watch', '--port', '0', '--poll']);
  for (const [group, folder] of Object.entries({ ash: join(root, 'reports', 'ash'), birch: join(root, 'birch') })) {
    await writeFile(join(folder, 'README.md'), readme(`Found by polling in ${group}.`));
    await expect.poll(() => page(`${home}${group}/`), soon).toContain(`Found by polling in ${group}.`);
  }
});

it('follows a report folder that is a symbolic link, and one that comes later', async () => {
  for (const name of ['cedar', 'dogwood']) {
    await mkdir(join(root, 'elsewhere', name), { recursive: true });
    await writeFile(join(root, 'elsewhere', name, 'README.md'), readme('Because it is so.'));
  }
  await symlink(join(root, 'elsewhere', 'cedar'), join(root, 'reports', 'cedar'), 'junction');
  const home = await watch();
  await writeFile(join(root, 'elsewhere', 'cedar', 'README.md'), readme('Because of the link.'));
  await expect.poll(() => page(`${home}cedar/`), soon).toContain('Because of the link.');
  await symlink(join(root, 'elsewhere', 'dogwood'), join(root, 'reports', 'dogwood'), 'junction');
  await expect.poll(() => page(`${home}dogwood/`), soon).toContain('Because it is so.');
  const text = readme('Because of a later link.');
  await writeFile(join(root, 'elsewhere', 'dogwood', 'README.md'), text);
  await expect.poll(() => page(`${home}dogwood/`), soon).toContain('Because of a later link.');
});

it('prints how the reports stand only when it changes, not after each save', async () => {
  const home = await watch();
  for (const word of ['one', 'two', 'three']) {
    await writeFile(join(root, 'reports', 'ash', 'README.md'), readme(`Because of ${word}.`));
    await expect.poll(() => page(`${home}ash/`), soon).toContain(`of ${word}.`);
  }
  expect(output.stderr.match(/2 groups, no errors, no warnings/g)).toHaveLength(1);
});

it.skipIf(process.platform === 'win32')(
  'ends at once on Ctrl-C while a page is open, and leaves no files behind',
  async () => {
    const home = await watch();
    const stream = await fetch(`${home}-handin/events?page=ash%2Findex.html`).catch(() => undefined);
    const ended = watching && once(watching, 'close');
    watching?.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
    await stream?.body?.cancel().catch(() => undefined);
    expect((await readdir(root)).filter((name) => name !== '.cache')).toEqual(['reports']);
  },
);

it('exits with status 2 when the port is taken, and says what to do', async () => {
  const home = await watch();
  const child = spawn(process.execPath, [bin, 'watch', '--port', new URL(home).port], { cwd: root });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [status] = (await once(child, 'close')) as [number];
  expect(status).toBe(2);
  // A slow machine has been told before what takes so long.
  expect(stderr).toMatch(new RegExp(`^error: .*${new URL(home).port}.*\n.+`, 'm'));
});
