/** Parts of a site, built each by itself and joined, are the site that one build makes. */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Run, runReport } from './run-report.js';

let root: string;
const report = (...args: readonly string[]): Promise<Run> => runReport(args, { cwd: root });

beforeAll(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'handin-merge-')));
  write('template.md', course('--- answer here ---', '--- answer here ---'));
  write('build.config.ts', "export default { title: 'A course', template: 'template.md' };");
  const shared =
    'We carried the gravel to the bridge in carts, weighed every one of them twice, and wrote down what the scale said.';
  for (const [place, group] of ['ada', 'bob', 'cy', 'dee', 'eve', 'fay', 'gus'].entries()) {
    const background = { r: 30 * place, g: 90, b: 60 };
    const png = await sharp({ create: { width: 900, height: 40, channels: 3, background } })
      .png()
      .toBuffer();
    write(`reports/${group}/load.png`, png);
    write(
      `reports/${group}/README.md`,
      course(
        `${shared} Then ${group} slept.`,
        `![The load of ${group}](load.png)\n\n\`\`\`python\nprint(${place})\n\`\`\``,
      ),
    );
  }
  write('reports/dee/README.md', Buffer.from([0xff, 0xfe, 0x41, 0x00]));
  expect((await report('html', '--out', 'whole')).status).toBe(1);
  for (const part of [1, 2, 3]) await report('html', '--shard', `${part}/3`, '--out', `part-${part}`);
}, 60_000);
afterAll(() => rmSync(root, { recursive: true }));

function course(first: string, second: string): string {
  const question = (number: number, prompt: string, answer: string): string =>
    `### Question ${number}\n\n> **${prompt}**\n>\n> Answer length: 1-100 words.\n>\n> Answer:\n\n${answer}\n`;
  return `# Report\n\n* [ ] Weigh\n* [x] Carry\n\n${question(1, 'What did you carry to the bridge?', first)}\n${question(2, 'Which load did it hold, at most?', second)}`;
}

function write(file: string, content: string | Buffer): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), content);
}

function filesOf(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.sort().map((file) => [file.slice(join(root, folder).length + 1), readFileSync(file, 'latin1')]),
  );
}

it('gives the bytes of one build, whatever the order of the parts', async () => {
  const run = await report('merge', 'part-2', 'part-3', 'part-1', '--out', 'merged');
  expect(run.status).toBe(1);
  expect(run.stdout).toContain('dee could not be built: README.md is UTF-16.');
  expect(run.stderr).toMatch(/merged: 7 groups \(1 failed\), 6 figures/);
  expect(filesOf('merged')).toEqual(filesOf('whole'));
});

it('needs no report: the parts hold all that it takes', async () => {
  const elsewhere = join(root, 'elsewhere');
  for (const name of ['template.md', 'build.config.ts', 'part-1', 'part-2', 'part-3'])
    cpSync(join(root, name), join(elsewhere, name), { recursive: true });
  await runReport(['merge', 'part-1', 'part-2', 'part-3'], { cwd: elsewhere });
  expect(filesOf('elsewhere/site')).toEqual(filesOf('whole'));
});

it('takes reports in a single file, and templates of the command line', async () => {
  rmSync(join(root, 'build.config.ts'));
  const flags = ['reports/*', '--single-file', '--template', 'template.md'];
  await report('html', ...flags, '--out', 'whole-single');
  for (const part of [1, 2]) await report('html', ...flags, '--shard', `${part}/2`, '--out', `single-${part}`);
  await report('merge', 'single-1', 'single-2', '--out', 'merged-single');
  expect(filesOf('merged-single')).toEqual(filesOf('whole-single'));
  write('build.config.ts', "export default { title: 'A course', template: 'template.md' };");
});

it('takes redacted parts', async () => {
  write('build.config.ts', "export default { title: 'A course', template: 'template.md', privacy: { redact: true } };");
  await report('html', '--out', 'whole-redacted');
  for (const part of [1, 2]) await report('html', '--shard', `${part}/2`, '--out', `redacted-${part}`);
  await report('merge', 'redacted-1', 'redacted-2', '--out', 'merged-redacted');
  expect(filesOf('merged-redacted')).toEqual(filesOf('whole-redacted'));
  write('build.config.ts', "export default { title: 'A course', template: 'template.md' };");
});

async function refused(...parts: readonly string[]): Promise<string> {
  const { status, stderr } = await report('merge', ...parts, '--out', 'refused');
  expect(status).toBe(2);
  expect(readdirSync(root)).not.toContain('refused');
  // Stages are printed of what takes longer than half a second.
  return stderr.replace(/^.*…\n/gm, '');
}

it.each<readonly [string, readonly string[], string]>([
  [
    'missing',
    ['part-1', 'part-3'],
    'error: Part 2 of 3 is missing.\nBuild them with `report html --shard`, and name their folders too.\n',
  ],
  [
    'double',
    ['part-1', 'part-1', 'part-2', 'part-3'],
    'error: Part 1/3 of 7 groups is there twice: part-1 and part-1.\nName each part once.\n',
  ],
  [
    'none',
    ['part-1', 'whole', 'part-3'],
    'error: whole is no part of a site: it has no .part/part.json.\nName folders that `report html --shard` wrote.\n',
  ],
  [
    'of another number of parts',
    ['part-1', 'single-2'],
    'error: single-2 was built with another configuration, template, layout, asset or Node version than those here.\nBuild all parts, and merge them, from the same commit.\n',
  ],
])('names a part that is %s, and writes nothing', async (_, parts, message) => {
  expect(await refused(...parts)).toBe(message);
});

it('names a part of another version, of another configuration, and a file that is damaged', async () => {
  const damaged = (name: string, from: string, to: string): void => {
    const file = join(root, 'broken', name);
    cpSync(join(root, 'part-2'), join(root, 'broken'), { recursive: true });
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(from);
    writeFileSync(file, text.replace(from, to));
  };
  damaged('.part/part.json', 'handin ', 'handin 9.');
  expect(await refused('part-1', 'broken', 'part-3')).toMatch(
    /^error: broken was built by handin 9\.[\d.]+, and this is handin /,
  );
  damaged('.part/bob.json', 'gravel', 'ground');
  expect(await refused('part-1', 'broken', 'part-3')).toBe(
    'error: broken/.part/bob.json is not what it was when the part was built.\nBuild this part again, and copy it as it is.\n',
  );
  cpSync(join(root, 'part-2'), join(root, 'broken'), { recursive: true });
  rmSync(join(root, 'broken', 'bob', 'index.html'));
  expect(await refused('part-1', 'broken', 'part-3')).toBe(
    'error: broken/bob/index.html is missing.\nBuild this part again, and copy it as it is.\n',
  );
  write('template.md', course('--- answer here ---', 'a place'));
  expect(await refused('part-1', 'part-2', 'part-3')).toMatch(
    /^error: part-1 was built with another configuration, template,/,
  );
});
