import { execFileSync, spawn } from 'node:child_process';
import { pbkdf2 } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { searchOf } from '../../support/long-tests.js';
import { saves } from './saves.js';
import { type Follower, follow, newFolder } from './tree.js';

let root: string;
const followers: Follower[] = [];

beforeEach(async () => {
  root = await newFolder();
  for (const group of ['one', 'two']) {
    write(`course/reports/${group}/README.md`, 'A report.\n');
    write(`course/reports/${group}/figures/deep/a.png`, 'A figure.\n');
  }
  write('course/build.config.ts', 'export default {};\n');
  write('template.md', '# Template\n');
});
afterEach(async () => {
  for (const { watcher } of followers.splice(0)) watcher.close();
  await rm(root, { recursive: true });
});

function at(file: string): string {
  return path.join(root, file);
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(at(file)), { recursive: true });
  writeFileSync(at(file), text);
}

async function start(targets: readonly string[], options: Parameters<typeof follow>[2] = {}): Promise<Follower> {
  const follower = await follow(at('course'), targets.map(at), options);
  followers.push(follower);
  return follower;
}

/** Keeps all threads of libuv's pool busy during a task: asynchronous file calls wait for a free one. */
async function occupyThreadPool(task: () => Promise<unknown>): Promise<void> {
  let busy = true;
  const work = (): unknown => busy && pbkdf2('a', 'b', 100_000, 64, 'sha512', work);
  for (let worker = 0; worker < 6; worker += 1) work();
  try {
    await task();
  } finally {
    busy = false;
  }
}

const usual = ['course/reports', 'course/build.config.ts', 'course/layouts', 'template.md'];

const places = [
  'reports/one/README.md',
  'reports/two/README.md',
  'reports/two/figures/deep/a.png',
  'layouts/report.njk',
];

const step = fc.record({
  save: fc.constantFrom(...Object.keys(saves)),
  place: fc.constantFrom(...places),
  pause: fc.constantFrom(0, 0, 1, 4, 12, 40),
});

async function doAll(steps: readonly { readonly save: string; readonly place: string; readonly pause: number }[]) {
  for (const { save, place, pause } of steps) {
    saves[save]?.(at(`course/${place}`));
    if (pause) await sleep(pause);
  }
}

describe('whatever is done to files and folders', () => {
  it('is reported, so that reading the reported paths again gives every file', async () => {
    const follower = await start(usual);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
        await doAll(steps);
        await follower.settle();
      }),
      { ...searchOf(20, 60), endOnFailure: true },
    );
  });

  it('is reported while the thread pool is busy: saved files at once, folders when it is free again', async () => {
    const follower = await start(usual);
    await occupyThreadPool(async () => {
      for (const save of ['inPlace', 'renamedOver', 'backupAndRename', 'deletedAndCreated', 'deleted']) {
        saves[save]?.(at('course/reports/two/README.md'));
        await follower.settle();
      }
      for (const save of ['folderSwapped', 'folderFilledAnew', 'folderAwayAndBack']) {
        saves[save]?.(at('course/reports/two/figures/deep/a.png'));
        await sleep(100);
      }
    });
    await follower.settle();
    saves.inPlace?.(at('course/reports/two/figures/deep/a.png'));
    await follower.settle();
  });

  it('is reported when another process creates folders while they are being scanned', async () => {
    const follower = await start(usual);
    // Folders are filled while chokidar scans them, and changed again once it should watch them.
    write(
      'fill.mjs',
      `import { mkdirSync, writeFileSync } from 'node:fs';
      const wait = (time) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, time);
      const folders = Array.from({ length: 24 }, (_, round) => ${JSON.stringify(at('course/reports/two/deep'))} + round);
      for (const [round, folder] of folders.entries()) {
        mkdirSync(folder);
        wait(round % 6);
        mkdirSync(folder + '/a/b', { recursive: true });
        writeFileSync(folder + '/a/b/c.png', 'first');
        wait(25);
      }
      wait(200);
      for (const folder of folders) writeFileSync(folder + '/a/b/c.png', 'second');`,
    );
    const child = spawn(process.execPath, [at('fill.mjs')], { stdio: 'inherit' });
    const [status] = await once(child, 'close');
    expect(status).toBe(0);
    await follower.settle();
  });

  it('is found by polling', async () => {
    const follower = await start(usual, { poll: true });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        await doAll(steps);
        await follower.settle();
      }),
      { ...searchOf(6, 6), endOnFailure: true },
    );
  });

  it('is found by polling when one tree replaces another while the thread pool is busy', async () => {
    const follower = await start(usual, { poll: true });
    // The second tree, which finds what the first has missed, is being opened: it sees the folders without the file and
    // with the new one, and the first is closed before its polls come through.
    rmSync(at('course/reports/two/figures/deep/a.png'));
    write('course/reports/one/figures/deep/b.png', 'Another figure.\n');
    await sleep(100);
    await occupyThreadPool(() => sleep(800));
    await follower.settle();
  });
});

describe('a batch', () => {
  it('names the changed file once, whichever way an editor saves', async () => {
    for (const save of ['inPlace', 'inPieces', 'backupAndRename', 'deletedAndCreated']) {
      const follower = await start(['course/reports']);
      saves[save]?.(at('course/reports/one/README.md'));
      await follower.settle();
      await sleep(60);
      expect([save, follower.batches]).toEqual([save, [['reports/one/README.md']]]);
    }
  });

  it('holds all of a branch switch that replaces whole folders', async () => {
    const follower = await start(usual);
    cpSync(at('course'), at('other'), { recursive: true });
    for (let index = 0; index < 40; index += 1) write(`other/reports/group-${index}/README.md`, `Report ${index}.\n`);
    rmSync(at('course/reports'), { recursive: true });
    renameSync(at('other/reports'), at('course/reports'));
    await follower.settle();
    expect(follower.batches.length).toBeLessThanOrEqual(3);
    write('course/reports/group-7/figures/new.png', 'A figure.\n');
    await follower.settle();
  });

  it('leaves out hidden folders, node_modules, temporary files and output', async () => {
    const follower = await start(usual, { ignored: [at('course/reports/site')] });
    write('course/notes.txt', 'Notes.\n');
    write('course/reports/one/.git/index', 'x');
    write('course/reports/one/node_modules/a/README.md', 'x');
    write('course/reports/one/.README.md.swp', 'x');
    write('course/reports/.site.handin-1-x/index.html', 'x');
    renameSync(at('course/reports/.site.handin-1-x'), at('course/reports/site'));
    write('course/reports/site/index.html', 'y');
    await sleep(150);
    // The creation of a skipped folder is reported; what happens in it is not.
    expect(follower.batches.flat().filter((file) => !/(?:\.git|node_modules)$/.test(file))).toEqual([]);
  });

  it('does not come from a symbolic link that leads out of a report', async () => {
    write('elsewhere/secret.png', 'x');
    symlinkSync(at('elsewhere'), at('course/reports/one/figures/away'));
    const follower = await start(['course/reports']);
    write('elsewhere/secret.png', 'y');
    await sleep(100);
    expect(follower.batches).toEqual([]);
    symlinkSync(at('elsewhere'), at('course/reports/one/figures/later'));
    const batches = [['reports/one/figures/later']];
    await expect.poll(() => follower.batches).toEqual(batches);
    write('elsewhere/secret.png', 'z');
    await sleep(100);
    expect(follower.batches).toEqual(batches);
  });

  it('comes from a report folder that is a symbolic link, also after the link was changed', async () => {
    write('elsewhere/README.md', 'x');
    write('later/README.md', 'z');
    symlinkSync(at('elsewhere'), at('course/reports/linked'));
    const follower = await start(['course/reports/linked']);
    write('elsewhere/README.md', 'y');
    await follower.settle();
    rmSync(at('course/reports/linked'));
    symlinkSync(at('later'), at('course/reports/linked'));
    await follower.settle();
    write('later/README.md', 'zz');
    await follower.settle();
    expect(follower.known.get(at('course/reports/linked/README.md'))).toBe('zz');
  });
});

describe('new targets', () => {
  it('replace the old ones', async () => {
    const follower = await start(['course/reports/one']);
    await follower.watcher.watch({ targets: [at('course/reports/two')], ignored: [] });
    write('course/reports/one/README.md', 'Changed.\n');
    write('course/reports/two/README.md', 'Changed.\n');
    const batches = [['reports/two/README.md']];
    await expect.poll(() => follower.batches).toEqual(batches);
    await sleep(100);
    expect(follower.batches).toEqual(batches);
  });

  it('need not exist, nor their parent folders', async () => {
    const follower = await start(['course/a/b/layouts', 'x/y/template.md']);
    write('course/a/b/layouts/report.njk', 'x');
    write('x/y/template.md', 'x');
    await follower.settle();
    write('course/a/b/layouts/partials/p.njk', 'x');
    await follower.settle();
    rmSync(at('course/a'), { recursive: true });
    write('course/a/b/layouts/report.njk', 'y');
    await follower.settle();
    expect(follower.known.get(at('course/a/b/layouts/report.njk'))).toBe('y');
  });
});

describe('at the inotify limit', () => {
  /** The limit can be lowered for one process only in a user namespace. */
  const canLimit = ((): boolean => {
    try {
      execFileSync('unshare', ['-Ur', 'sh', '-c', 'echo 3 > /proc/sys/user/max_inotify_watches'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  })();

  it.skipIf(!canLimit)('falls back to polling, and says so once', async () => {
    const bundle = at('watch.mjs');
    const source = fileURLToPath(new URL('../../../src/watch-files/watch-files.ts', import.meta.url));
    await build({ entryPoints: [source], bundle: true, platform: 'node', format: 'esm', outfile: bundle });
    write(
      'run.mjs',
      `import { createWatcher } from './watch.mjs';
      const watcher = createWatcher({
        root: ${JSON.stringify(at('course'))},
        onNote: (message, advice) => console.log('note ' + message + ' ' + advice),
        onBatch: async (paths) => console.log('batch ' + [...paths].join(' ')),
      });
      await watcher.watch({ targets: [${JSON.stringify(at('course/reports'))}], ignored: [] });
      console.log('ready');
      process.stdin.on('end', () => watcher.close()).resume();`,
    );
    const limit = 'echo 4 > /proc/sys/user/max_inotify_watches; exec "$@"';
    const child = spawn('unshare', ['-Ur', 'sh', '-c', limit, 'sh', process.execPath, at('run.mjs')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (text.includes('ready')) write('course/reports/two/README.md', 'Changed.\n');
      if (text.includes('batch')) child.stdin.end();
    });
    const [status] = await once(child, 'close');
    expect({ status, output }).toEqual({
      status: 0,
      output: `note The system lets no more folders be watched (ENOSPC): files are looked at again and again instead, which is slower. On Linux, raise the limit: \`sudo sysctl fs.inotify.max_user_watches=524288\`.
ready
batch ${at('course/reports/two/README.md')}
`,
    });
  });
});
