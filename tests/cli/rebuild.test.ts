/** Random changes of a course, each followed by a build: the site is what a build without any cache makes of it. */
import { appendFileSync, mkdtempSync, readdirSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { build } from '../../dist/index.js';
import { plainPng, readTree, writeIn } from '../support/course-files.js';
import { randomBelow, searchOf } from '../support/long-tests.js';

const { numRuns: changes, seed } = searchOf(24, 200);

let root: string;
const pictures: Buffer[] = [];
beforeAll(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'handin-rebuild-')));
  for (const red of [60, 120, 180, 240]) pictures.push(await plainPng(24, 16, red));
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

const write = (file: string, content: string | Buffer): void => writeIn(root, file, content);

it(`gives what a build from nothing gives, after each of ${changes} changes (seed ${seed})`, {
  timeout: 600_000,
}, async () => {
  // A change takes a few.
  const below = randomBelow({ numRuns: 10 * changes, seed });
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
    expect(readTree(join(root, 'site')), done.join(', ')).toEqual(readTree(join(root, 'fresh')));
  }
});
