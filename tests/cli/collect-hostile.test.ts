/** Repositories that attack `report collect`, and runs of it that are killed: nothing runs, nothing is written elsewhere. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readdir, rm, truncate, writeFile } from 'node:fs/promises';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseCount, longTests, randomBelow, searchOf } from '../support/long-tests.js';
import { type Classroom, openClassroom } from './collect-servers.js';
import { openEndless } from './endless-servers.js';
import { runReport, startReport } from './run-report.js';

const at = '2026-01-19T10:00:00Z';
const good = { 'reports/README.md': 'good\n' };

let room: Classroom;
let endless: readonly { readonly server: Server; readonly address: string }[] = [];

beforeAll(async () => {
  room = await openClassroom();
  endless = await Promise.all((['references', 'messages', 'objects'] as const).map(openEndless));
});
afterAll(async () => {
  for (const { server } of endless) server.close();
  await room.close();
});

/** Adds repositories with a blob of 2 GB, all zeros; returns what is said of them. */
async function addHuge(): Promise<Readonly<Record<string, string>>> {
  const file = join(room.root, '..', 'zeros');
  await writeFile(file, '');
  await truncate(file, 2 ** 31);
  const places = {
    picture: ['reports/huge.png', 'data/huge.bin'],
    readme: ['reports/README.md'],
    candidate: ['README.md'],
  };
  for (const [name, paths] of Object.entries(places)) {
    await room.repository(name, []);
    const to = await room.git(name, '-c', 'core.compression=1', 'hash-object', '-w', file);
    const special = Object.fromEntries(paths.map((path) => [path, { mode: '100644', to }] as const));
    await room.repository(name, [{ at, files: name === 'picture' ? good : {}, special }]);
  }
  await rm(file);
  return {
    picture: 'left out: huge.png (larger than 50 MB)',
    readme: 'failed: the README cannot be taken: larger than 50 MB',
    candidate: 'nothing handed in: in commit X, there is no folder reports with a README.md',
  };
}

/** All paths below the course's folder and the home and temporary folders. */
function everything(): readonly string[] {
  return readdirSync(join(room.root, '..'), { recursive: true, encoding: 'utf8' }).filter(
    (path) => !path.startsWith('srv'),
  );
}

describe.skipIf(process.platform === 'win32')('hostile repositories', () => {
  it('run nothing, write nothing elsewhere, and do not stop the others', {
    timeout: caseCount(300_000, 900_000),
  }, async () => {
    const marker = join(room.root, '..', 'pwned');
    const run = `touch ${marker}`;
    const names = {
      'reports/a.png': 'a',
      'reports/A.PNG': 'another',
      'reports/.GIT/config': `[core]\n\tfsmonitor = ${run}\n`,
      'reports/git~1/hooks/post-checkout': run,
      'reports/.g\u200cit/config': 'x',
      'reports/con.png': 'x',
      'reports/back\\slash.png': 'x',
      'reports/.collect.json': '{}',
    };
    await room.repository('names', [{ at, files: { ...good, ...names } }]);
    await room.repository('filters', [
      {
        at,
        files: {
          ...good,
          '.gitattributes': '* filter=evil diff=evil textconv=evil\n',
          '.gitconfig': `[filter "evil"]\n\tsmudge = ${run}\n`,
          '.gitmodules': `[submodule "x"]\n\tpath = x\n\turl = ext::${run}\n`,
          '.mailmap': 'X <x@y.example> <ada@one.example>\n',
        },
        special: { x: { mode: '160000', to: 'b'.repeat(40) } },
      },
    ]);
    for (const [name, value] of Object.entries({
      'core.fsmonitor': run,
      'core.hooksPath': '/tmp',
      'uploadpack.packObjectsHook': run,
    }))
      await room.git('filters', 'config', name, value);
    await room.repository('large', [{ at, files: { ...good, 'reports/large.bin': Buffer.alloc(60_000_000) } }]);
    const nested = Object.fromEntries(
      Array.from({ length: caseCount(100_000, 1_000_000) }, (_, n) => [`data/${n >> 8}/${n}`, 'same']),
    );
    await room.repository('many', [{ at, files: { ...good, ...nested } }]);
    await room.repository('crowded', [
      {
        at,
        files: {
          ...good,
          ...Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`reports/f/${n}.png`, 'same'])),
        },
      },
    ]);
    await room.repository('good', [{ at, files: good }]);
    // Half a gigabyte is written before the last server ends, and it takes long to read two.
    const huge = longTests ? await addHuge() : {};
    const objects = longTests ? ['objects'] : [];
    const before = new Set(everything());
    // On Linux the limit on git's memory ends the endless servers: the time limit must never be reached.
    const limit = process.platform === 'linux' ? 240 : caseCount(40, 240);
    await room.write(
      'hostile.csv',
      [
        'group,repository',
        ...['names', 'filters', 'large', 'many', 'crowded', 'good'].map((name) => `${name},${room.daemon(name)}`),
        ...['references', 'messages', ...objects].map((name, index) => `${name},${endless[index]?.address}`),
        `program,ext::${run}`,
        `option,--upload-pack=${run}`,
        `../up,${room.http('good')}`,
        'local,file:///etc',
        ...Object.keys(huge).map((name) => `${name},${room.http(name)}`),
        '',
      ].join('\n'),
    );
    const { stdout, stderr, status } = await room.collect('hostile.csv', '--timeout', String(limit), '--authors');
    expect(status).toBe(1);
    expect(existsSync(marker)).toBe(false);
    expect(stderr).toContain(`hostile.csv:${10 + objects.length}:9 error “ext::${run}” would start a program.`);
    expect(stderr).toContain(`hostile.csv:${11 + objects.length}:8 error “--upload-pack=${run}” begins with “-”`);
    const lines = new Map(stdout.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line]));
    const tooMuch = 'failed: git has more to say about the repository than is read';
    expect(lines.get('messages')).toBe(`messages: ${tooMuch}`);
    // Elsewhere the time limit ends it.
    if (process.platform === 'linux') expect(lines.get('references')).toBe(`references: ${tooMuch}`);
    if (longTests) expect(lines.get('objects')).toBe('objects: failed: the server sends more than 500 MB');
    for (const [name, says] of Object.entries(huge))
      expect(lines.get(name)?.replace(/(?<=in commit )[0-9a-f]{12}/, 'X')).toBe(`${name}: ${says}`);
    expect(lines.get('local')).toMatch(/^local: failed: git is not allowed to use this kind of address/);
    expect(lines.get('large')).toBe('large: left out: large.bin (larger than 50 MB)');
    expect(lines.get('crowded')).toContain('the folder has more than 2000 files');
    expect(lines.get('names')).toContain('left out: ');
    for (const group of ['names', 'filters', 'large', 'many', 'crowded', 'good'])
      expect(readFileSync(join(room.root, 'reports', group, 'README.md'), 'utf8'), group).toBe('good\n');
    expect(readdirSync(join(room.root, 'reports', 'names')).sort()).toEqual(['.collect.json', 'A.PNG', 'README.md']);
    const added = everything().filter(
      (path) => !before.has(path) && !/^course\/(?:reports|hostile\.csv|\.cache)/.test(path),
    );
    expect(added).toEqual([]);
  });

  it('get no credential printed or stored', { timeout: 60_000 }, async () => {
    const secret = 'hunter2secret';
    const host = new URL(room.http('good')).host;
    await room.write(
      'secret.csv',
      `group,repository\nsecret,http://me:${secret}@${host}/good.git\nnone,http://me:${secret}@${host}/none.git\n`,
    );
    const variable = `HANDIN_TOKEN_${host.replace(/[^0-9]+/g, '_')}`;
    const { stdout, stderr } = await runReport(['collect', 'secret.csv'], {
      cwd: room.root,
      env: { ...room.env, [variable]: secret },
    });
    expect(stderr).toMatch(/2 groups, 1 new, 1 failed/);
    expect(stdout + stderr).not.toContain(secret);
    for (const path of await readdir(join(room.root, 'reports', 'secret')))
      expect(readFileSync(join(room.root, 'reports', 'secret', path), 'utf8')).not.toContain(secret);
  });
});

describe.skipIf(process.platform === 'win32')('a run that is killed', () => {
  it('is completed by the next one', { timeout: 600_000 }, async () => {
    const groups = Array.from({ length: caseCount(4, 8) }, (_, index) => `k${index + 1}`);
    for (const name of groups)
      await room.repository(name, [{ at, files: { 'reports/README.md': `${name}\n`, 'reports/a.png': 'a' } }]);
    await room.write(
      'killed.csv',
      ['group,repository', ...groups.map((name) => `${name},${room.daemon(name)}`)].join('\n'),
    );
    const args = ['collect', 'killed.csv', '--into', 'killed'];
    const snapshot = (): Readonly<Record<string, string>> => {
      const folder = join(room.root, 'killed');
      const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
        (entry) => !entry.isDirectory(),
      );
      return Object.fromEntries(
        files.map(({ parentPath, name }) => [
          join(parentPath, name).slice(folder.length),
          readFileSync(join(parentPath, name), 'utf8'),
        ]),
      );
    };
    const started = performance.now();
    await runReport(args, { cwd: room.root, env: room.env });
    const usual = performance.now() - started;
    const expected = snapshot();
    const search = searchOf(3, 10);
    const below = randomBelow(search);
    for (let count = 0; count < search.numRuns; count += 1) {
      await rm(join(room.root, 'killed'), { recursive: true });
      const child = startReport(args, { cwd: room.root, env: room.env });
      const ended = new Promise((resolve) => child.on('close', resolve));
      await sleep(below(Math.ceil(usual)));
      child.kill(count % 2 === 0 ? 'SIGKILL' : 'SIGINT');
      await ended;
      const { status } = await runReport(args, { cwd: room.root, env: room.env });
      expect(status).toBe(0);
      expect(snapshot(), `kill ${count}`).toEqual(expected);
    }
    expect(await readdir(join(room.root, '..', 'temporary'))).toEqual([]);
  });
});
