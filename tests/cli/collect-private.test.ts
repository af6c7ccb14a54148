import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CollectRecord } from '../../src/model/collected.js';
import { readCollectRecord } from '../../src/model/read-collect-record.js';
import { listen } from '../support/ports.js';
import { type Classroom, openClassroom } from './collect-servers.js';
import { type Run, runReport } from './run-report.js';

const deadline = '2026-01-20T12:00:00Z';
const early = '2026-01-15T10:00:00Z';
const late = '2026-01-21T10:00:00Z';
const answer = { 'reports/README.md': 'An answer.\n' };

let room: Classroom;
beforeAll(async () => {
  room = await openClassroom();
  await room.repository('heron', [{ at: early, files: answer }]);
});
afterAll(() => room.close());

const collect = (env: NodeJS.ProcessEnv = {}): Promise<Run> =>
  runReport(['collect', 'roster.csv', '--deadline', deadline], { cwd: room.root, env: { ...room.env, ...env } });
const roster = (addresses: Readonly<Record<string, string>>): Promise<string> =>
  room.write(
    'roster.csv',
    ['group,repository', ...Object.entries(addresses).map((row) => row.join(',')), ''].join('\n'),
  );
const recordOf = (group: string): CollectRecord => {
  const { record, problem } = readCollectRecord(
    readFileSync(join(room.root, 'reports', group, '.collect.json'), 'utf8'),
  );
  if (!record) throw new Error(problem);
  return record;
};
const variableFor = (address: string): string => `HANDIN_TOKEN_${new URL(address).host.replace(/[^0-9]+/g, '_')}`;

describe.skipIf(process.platform === 'win32')('a private repository', () => {
  const refused =
    'failed: the server does not let you in, or there is no such repository; for a private one, set up a credential helper or a token\n';

  it('is not asked for a password on the terminal', async () => {
    await roster({ closed: room.locked('heron') });
    const { status, stdout } = await collect();
    expect([status, stdout]).toEqual([1, `closed: ${refused}`]);
    expect(room.authorizations()).toEqual([]);
  });

  it('is collected with the token of its host, but not where another host sends it there', async () => {
    await roster({ mine: room.locked('heron'), other: room.redirected('heron') });
    const { status, stdout, stderr } = await collect({ [variableFor(room.locked('heron'))]: 'password' });
    expect([status, stdout]).toEqual([1, `other: ${refused}`]);
    expect(new Set(room.authorizations())).toEqual(new Set(['x-access-token:password']));
    expect(stderr).not.toContain('password');
    expect(recordOf('mine').repository).toBe(room.locked('heron'));
  });

  it('does not get the token of a host that sends it on', async () => {
    await roster({ sent: room.redirected('heron') });
    const { status, stdout } = await collect({ [variableFor(room.redirected('heron'))]: 'password' });
    expect([status, stdout]).toEqual([1, `sent: ${refused}`]);
    expect(room.authorizations()).toEqual([]);
  });

  it('is collected with the credential helper of the user', async () => {
    const home = join(room.root, '..', 'home');
    const { protocol, host } = new URL(room.locked('heron'));
    await writeFile(join(home, '.gitconfig'), '[credential]\n\thelper = store\n');
    await writeFile(join(home, '.git-credentials'), `${protocol}//me:password@${host}\n`);
    await roster({ helped: room.locked('heron') });
    const { status, stdout } = await collect();
    expect([status, stdout]).toEqual([0, '']);
    expect(new Set(room.authorizations())).toEqual(new Set(['me:password']));
    await rm(join(home, '.gitconfig'));
  });
});

describe.skipIf(process.platform === 'win32')('the time of a push', () => {
  it('is recorded where the host tells it, and told when it is after the deadline', async () => {
    await room.repository('course/heron', [{ at: early, files: answer }]);
    const commit = await room.git('course/heron', 'rev-parse', 'main');
    const asked: unknown[] = [];
    const host = createServer((request, response) => {
      asked.push([request.url, request.headers.authorization]);
      response.end(JSON.stringify([{ after: commit, timestamp: late }]));
    });
    const port = await listen(host);
    await roster({ pushed: room.http('course/heron'), elsewhere: room.locked('heron') });
    const { stdout } = await collect({
      GITHUB_SERVER_URL: new URL(room.http('')).origin,
      GITHUB_API_URL: `http://127.0.0.1:${port}/api`,
      GITHUB_TOKEN: 'password',
    });
    host.close();
    const url = '/api/repos/course/heron/activity?ref=refs%2Fheads%2Fmain&per_page=100';
    expect(asked).toEqual([[url, 'Bearer password']]);
    expect(room.authorizations()).toEqual([]);
    expect(recordOf('pushed')).toMatchObject({ committerDate: '2026-01-15T10:00:00+00:00', pushedAt: late });
    expect(stdout).toContain(`pushed: pushed ${late}, after the deadline, though its commit is dated before it\n`);
  });
});

describe.skipIf(process.platform === 'win32')('a repository', () => {
  it('with SHA-256 is collected as any other, and again without fetching', async () => {
    await room.repository(
      'modern',
      [
        { at: early, files: answer },
        { at: late, files: { 'a.txt': 'a' } },
      ],
      {
        objectFormat: 'sha256',
      },
    );
    await roster({ modern: room.http('modern') });
    expect(await collect()).toMatchObject({ status: 0, stdout: '' });
    expect(recordOf('modern')).toMatchObject({ commit: expect.stringMatching(/^[0-9a-f]{64}$/), laterCommits: 1 });
    expect((await collect()).stderr).toContain('1 group, 1 unchanged');
  });

  it('gives each object once when older commits are needed', async () => {
    const files = (index: number): Readonly<Record<string, Buffer>> => ({ [`${index}.bin`]: randomBytes(20_000) });
    const more = Array.from({ length: 150 }, (_, index) => ({ at: late, files: files(index) }));
    await room.repository('deep', [{ at: early, files: answer }, ...more], { filter: false });
    await roster({ deep: room.http('deep') });
    room.received();
    expect(await collect()).toMatchObject({ status: 0, stdout: '' });
    expect(recordOf('deep')).toMatchObject({ shallow: false, laterCommits: 150 });
    // All of them are 3 MB, and the last hundred, which are fetched first, are 2 MB.
    expect(room.received()).toBeLessThan(3_500_000);
  });
});
