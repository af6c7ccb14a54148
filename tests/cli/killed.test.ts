/** Builds that are killed, run at once, or find a damaged store: the site is whole, and no wrong byte is in it. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build as buildHere } from '../../dist/index.js';
import { damageFiles } from '../support/damage.js';
import { caseCount, randomBelow, searchOf } from '../support/long-tests.js';
import { type Course, expectTree, makeCourse, type State, type Tree } from './killed-course.js';

const { numRuns: cases, seed } = searchOf(6, 100);
/** Of two builds at once. */
const rounds = caseCount(2, 25);
const timeout = 1_800_000;

let course: Course;
/** What a build without a cache makes of each state: as a site, and as a part of one. */
const sites = {} as Record<State, Tree>;
const parts = {} as Record<State, Tree>;
/** Milliseconds of a build after a change, and its calls that write. */
let usual: { readonly time: number; readonly calls: number };

async function build(about: string, ...args: readonly string[]): Promise<void> {
  expect(await course.run('html', ...args), about).toMatchObject({
    status: 0,
    stderr: expect.stringMatching(/no errors, .*\n$/) as string,
  });
}

beforeAll(async () => {
  course = await makeCourse();
  for (const state of ['new', 'old'] as const) {
    course.become(state);
    await buildHere({ cwd: course.root, cache: false, out: 'fresh' });
    sites[state] = course.tree('fresh');
    await build(state, '--no-cache', '--out', 'fresh', '--shard', '1/1');
    parts[state] = course.tree('fresh');
  }
  course.remove('fresh');
  await build('first');
  course.become('new');
  const calls = await course.countCalls();
  course.become('old');
  const started = performance.now();
  await build('again');
  usual = { time: Math.ceil(performance.now() - started), calls };
}, timeout);
afterAll(() => rmSync(course.root, { recursive: true }));

/** The site as a killed build left it: the old or the new one, or neither between two renames. */
function stateOfSite(from: State, about: string): State | 'absent' {
  if (!existsSync(join(course.root, 'site'))) {
    const [stage = ''] = course.stages();
    expectTree(course.tree(`${stage}/old-1`), sites[from], about);
    return 'absent';
  }
  const site = course.tree('site');
  const found = 'zoe/index.html' in site ? 'new' : 'old';
  expectTree(site, sites[found], about);
  return found;
}

const opposite = (state: State): State => (state === 'old' ? 'new' : 'old');

describe.skipIf(process.platform === 'win32')('a build that is killed', () => {
  it(`leaves the old or the new site, at each of ${cases} moments (seed ${seed})`, { timeout }, async () => {
    const below = randomBelow({ numRuns: 40 * cases, seed });
    let { time } = usual;
    let kills = 0;
    for (let count = 0, from: State = 'old'; kills < cases; count += 1, from = opposite(from)) {
      const to = opposite(from);
      if (below(3) === 0) course.remove('.cache');
      course.become(to);
      const moment = count % 2 === 0 ? { after: below(time) } : { call: 1 + below(usual.calls) };
      const about = `${count}: ${JSON.stringify(moment)}`;
      const killed = await course.kill(moment);
      // One that was faster than the last has come to its end, and does not count.
      expect(killed ? [from, to, 'absent'] : [to], about).toContain(stateOfSite(from, about));
      if (killed) kills += 1;
      const started = performance.now();
      await build(about);
      if (killed) time = Math.ceil(performance.now() - started);
      expectTree(course.tree('site'), sites[to], about);
      expect(course.stages(), about).toEqual([]);
    }
    course.become('old');
    await build('old');
  });

  it('between the two renames has its site restored by the next one', async () => {
    course.become('new');
    expect(await course.kill({ before: '/site' })).toBe(true);
    expect(stateOfSite('old', 'killed between the renames')).toBe('absent');
    expect(await course.kill({ before: '/new/manifest.json' })).toBe(true);
    expect(stateOfSite('old', 'killed after that')).toBe('old');
    await build('the next one');
    expectTree(course.tree('site'), sites.new, 'the next one');
    expect(course.stages()).toEqual([]);
  });
});

/** Flags of a build, what is removed before it, and what it gives where. */
const requests = [
  { args: [], removed: [], out: 'site', expected: sites },
  { args: [], removed: ['site'], out: 'site', expected: sites },
  { args: ['--shard', '1/1', '--out', 'part'], removed: ['part'], out: 'part', expected: parts },
] as const;

it(`a damaged store does no harm, in each of ${cases} cases (seed ${seed})`, { timeout }, async () => {
  const below = randomBelow({ numRuns: 1000 * cases, seed });
  course.become('old');
  await build('before');
  for (let count = 0, state: State = 'old'; count < cases; count += 1) {
    if (below(3) > 0) state = opposite(state);
    course.become(state);
    const { args, removed, out, expected } = requests[below(requests.length)] ?? requests[0];
    course.remove(...removed);
    const damaged = damageFiles(join(course.root, '.cache', 'handin'), below);
    const about = `${count}: ${state} in ${out}, ${damaged.join(', ')}`;
    await build(about, ...args);
    expectTree(course.tree(out), expected[state], about);
  }
});

it.each([
  ['the same folder', ['site', 'site']],
  ['two folders', ['site', 'other']],
] as const)('two builds at once into %s give whole sites', { timeout }, async (_, [first, second]) => {
  for (let count = 0, state: State = 'new'; count < rounds; count += 1, state = opposite(state)) {
    const about = `${count}: ${state}`;
    course.become(state);
    // Every second time both have everything to make.
    if (count % 2 === 1) course.remove('.cache');
    await Promise.all([build(about, '--out', first), build(about, '--out', second)]);
    for (const out of [first, second]) expectTree(course.tree(out), sites[state], about);
    course.remove(second);
    await build(about, '--out', first);
    expectTree(course.tree(first), sites[state], about);
    expect(course.stages()).toEqual([]);
  }
});
