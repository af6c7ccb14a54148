/** Random changes of a course, each followed by a build: the site is what a build without any cache makes of it. */
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { build } from '../../dist/index.js';
import { longTests } from '../support/long-tests.js';

const seed = Number(process.env['SEED'] ?? 1);
const changes = longTests ? 200 : 24;

let root: string;
const pictures: Buffer[] = [];
beforeAll(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'handin-rebuild-')));
  for (const red of [60, 120, 180, 240]) {
    const background = { r: red, g: 40, b: 80 };
    pictures.push(
      await sharp({ create: { width: 24, height: 16, channels: 3, background } })
        .png()
        .toBuffer(),
    );
  }
  write('template.md', `# Report\n\n${question('--- answer here ---', 'a line of code')}`);
  write('build.config.mjs', "export default { title: 'A course', template: 'template.md' };");
  for (const group of ['ada', 'bob', 'eve']) writeGroup(group, `The work of ${group}.`);
});
afterAll(() => rmSync(root, { recursive: true }));

function question(answer: string, what: string): string {
  return `### Question 1\n\n> **What did you do with ${what}?**\n>\n> Answer length: 1-100 words.\n\nAnswer:\n\n${answer}\n`;
}

function writeGroup(group: string, answer: string): void {
  write(
    `reports/${group}/README.md`,
    `# Report\n\n${question(`${answer}\n\n![The loss over time](loss.png)`, 'a line of code')}`,
  );
  write(`reports/${group}/loss.png`, pictures[0] ?? '');
}

function write(file: string, content: string | Buffer): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), content);
}

/** A generator of numbers below a bound, the same for the same seed (mulberry32). */
function random(from: number): (bound: number) => number {
  let state = from;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound);
  };
}

function filesOf(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.sort().map((file) => [file.slice(join(root, folder).length + 1), readFileSync(file, 'latin1')]),
  );
}

it(`gives what a build from nothing gives, after each of ${changes} changes (seed ${seed})`, {
  timeout: 600_000,
}, async () => {
  const below = random(seed);
  const groups = (): string[] => readdirSync(join(root, 'reports')).sort();
  const anyGroup = (): string => groups()[below(groups().length)] ?? '';
  const kinds: Readonly<Record<string, () => void>> = {
    word: () => appendFileSync(join(root, 'reports', anyGroup(), 'README.md'), `\nAnother word, ${below(1000)}.\n`),
    code: () => appendFileSync(join(root, 'reports', anyGroup(), 'README.md'), '\n```python\nprint("a")\n```\n'),
    figure: () => write(`reports/${anyGroup()}/loss.png`, pictures[below(pictures.length)] ?? ''),
    'unused figure': () => write(`reports/${anyGroup()}/more-${below(3)}.png`, pictures[below(pictures.length)] ?? ''),
    'lost figure': () => rmSync(join(root, 'reports', anyGroup(), 'loss.png'), { force: true }),
    template: () => write('template.md', `# Report\n\n${question('--- answer here ---', `${below(3)} lines of code`)}`),
    configuration: () =>
      write(
        'build.config.mjs',
        `export default { title: 'Course ${below(3)}', template: 'template.md', words: '${below(2) ? 'raw' : 'read'}' };`,
      ),
    layout: () => write('layouts/partials/footer-note.njk', String(below(5))),
    asset: () => write('assets/theme.css', `:root { --hue: ${below(9)} }`),
    rename: () => renameSync(join(root, 'reports', anyGroup()), join(root, 'reports', `team-${below(1000)}`)),
    'another group': () => writeGroup(`new-${below(100)}`, 'We came late.'),
    'a group less': () => {
      if (groups().length > 2) rmSync(join(root, 'reports', anyGroup()), { recursive: true });
    },
    'an unreadable report': () => write(`reports/${anyGroup()}/README.md`, Buffer.from([0xff, 0xfe, 0x41, 0x00])),
    'a readable report': () => writeGroup(anyGroup(), 'We wrote it again.'),
  };
  const names = Object.keys(kinds);
  const done: string[] = [];
  for (let change = 0; change < changes; change += 1) {
    const name = names[below(names.length)] ?? '';
    kinds[name]?.();
    done.push(name);
    await build({ cwd: root });
    await build({ cwd: root, cache: false, out: 'fresh' });
    expect(filesOf('site'), done.join(', ')).toEqual(filesOf('fresh'));
  }
});
