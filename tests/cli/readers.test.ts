/** The site for the public has nothing in it that is for staff. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CollectRecord, LineAuthors } from '../../src/model/collected.js';
import { readTree, writeIn } from '../support/course-files.js';
import { fullRecord } from '../unit/collect/record.js';
import { type Run, runReport } from './run-report.js';

let root: string;
const report = (...args: readonly string[]): Promise<Run> => runReport(args, { cwd: root });
const site = (name: string): Readonly<Record<string, string>> => readTree(join(root, name));

const shared =
  'We let the water run through the upper lock for an hour, measured its level every minute, and drew a curve from all sixty.';

/** A report in which the second answer is missing, and the first has a broken figure and what another group wrote. */
function text(group: string, config = ''): string {
  const question = (number: number, prompt: string, answer: string): string =>
    `### Question ${number}\n\n> **${prompt}**\n>\n> Answer length: 1-100 words.\n>\n> Answer:\n\n${answer}\n`;
  return `# Locks\n\n* [x] Measure (M1)\n* [ ] Draw\n\n${question(1, 'How did you measure the level?', `${shared} So did ${group}, see [the gate](../src/lock%20gate.py#L3). ![A curve](lost-${group}.png)${config}`)}\n${question(2, 'What would you measure next?', '--- answer here ---')}`;
}

/** A record in which everything has a word of its own. */
function recordOf(group: string, files: readonly string[]): CollectRecord {
  return {
    ...fullRecord,
    group,
    repository: `https://github.example/${group}/locks`,
    commit: 'abc1234567'.repeat(4),
    contributors: [{ name: `Contributor of ${group}`, email: `${group}@students.example`, commits: 3 }],
    files: ['README.md', ...files],
    authors: authorsOf(group, text(group)),
  };
}

/** Who wrote the lines of a README: the first of two people what is above the answer. */
function authorsOf(group: string, readme: string): LineAuthors {
  const lines = readme.split('\n');
  const above = lines.findIndex((line) => line.includes(shared));
  return {
    readme: createHash('sha256').update(readme).digest('hex'),
    people: ['Author', 'Other author'].map((who, index) => ({
      name: `${who} of ${group}`,
      email: `${group}${index}@authors.example`,
    })),
    runs: [
      { from: 1, lines: above, author: 0 },
      { from: above + 1, lines: lines.length - above, author: 1 },
    ],
  };
}

beforeAll(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'handin-readers-')));
  writeIn(root, 'template.md', text('').replace(/We let.*/, '--- answer here ---'));
  writeIn(
    root,
    'build.config.ts',
    "export default { title: 'Locks', roster: 'roster.csv', template: 'template.md', evidence: [{ item: 'M1', files: ['measure/*.csv'] }, { item: 'draw', files: ['**/*.svg'] }] };",
  );
  for (const group of ['ash', 'birch', 'cedar']) writeIn(root, `reports/${group}/README.md`, text(group));
  writeIn(
    root,
    'roster.csv',
    'group,repository,members\nAsh,https://github.example/ash/locks,Ada Byron of Ash\nBirch,,\nElm tree,https://github.example/elm/secret,Eve Planted\nCedar,,\ndogwood,,\n',
  );
  writeIn(root, 'reports/ash/.collect.json', JSON.stringify(recordOf('ash', ['measure/level.csv', 'plots/level.svg'])));
  writeIn(root, 'reports/birch/.collect.json', JSON.stringify(recordOf('birch', ['notes.txt'])));
  writeIn(root, 'reports/cedar/.collect.json', '{ "version": 1, "group": ');
  writeIn(root, 'reports/dogwood/README.md', Buffer.from([0xff, 0xfe, 0x41, 0x00]));
  for (const reader of ['staff', 'public']) await report('html', '--for', reader, '--out', reader);
}, 60_000);
afterAll(() => rmSync(root, { recursive: true }));

/** What only staff read, and where they do. */
const forStaff: readonly (readonly [what: string, pattern: RegExp, file: string])[] = [
  ['the page of similar answers', /similar\.html/, 'index.html'],
  ['the comparison of answers', /share long passages/, 'similar.html'],
  ['fields for marks', /data-mark\b/, 'questions/1.html'],
  ['data of marks', /grading:data/, 'questions/1.html'],
  ['tools for marks', /Hide names and shuffle/, 'questions/1.html'],
  ['digests of answers', /data-digest/, 'questions/1.html'],
  ['the script of marks', /handin:marks|Every answer/, 'questions/1.html'],
  ['a filter for problems', /<select name="rule"/, 'index.html'],
  ['rules in the rows of groups', /data-rules="[^"]/, 'index.html'],
  ['marks by question', /Your marks|data-questions=/, 'index.html'],
  ['a choice of problems', /<option value="figure-missing-file/, 'index.html'],
  ['a column of problems', /data-sort="errors"/, 'index.html'],
  ['why a report could not be built', /README\.md is UTF-16/, 'index.html'],
  ['evidence that was found', /measure\/level\.csv/, 'checklist.html'],
  ['evidence that was not found', /nothing found/, 'checklist.html'],
  ['evidence of what is not ticked', /plots\/level\.svg/, 'checklist.html'],
  ['that evidence is a hint', /Evidence is a hint/, 'checklist.html'],
  ['evidence as CSV', /not ticked, but found/, 'evidence.csv'],
  ['evidence as JSON', /evidence\.json/, 'evidence.json'],
  ['when a commit was pushed, and what came later', /Later commits|laterCommits/, 'ash/index.html'],
  ['how a commit was chosen', /The last one before the deadline|"chosen"/, 'ash/index.html'],
  ['that history was rewritten', /\.earlier/, 'ash/index.html'],
  ['groups that handed in nothing', /Elm[ -]tree|Nothing (?:was )?handed in/, 'index.html'],
  ['who wrote an answer, beside it', /Line by <bdi>Other author of ash<\/bdi>/, 'questions/1.html'],
  ['who wrote all answers', /1 line of answers/, 'ash/index.html'],
  ['who wrote what as JSON', /ash1@authors\.example/, 'ash/report.json'],
  ['the style of authors', /\.authors/, 'ash/index.html'],
  ['problems in the manifest', /"diagnostics"/, 'manifest.json'],
  [
    'that a record is damaged',
    /\.collect\.json is damaged: it is no JSON\. So nothing is said of the commit\. Run <code>report collect<\/code> again\./,
    'cedar/index.html',
  ],
];

it.each(forStaff)('has %s for staff alone', (_, pattern, file) => {
  expect(`${file}\n${site('staff')[file]}`).toMatch(pattern);
  const found = Object.entries(site('public')).filter(([path, content]) => pattern.test(`${path}\n${content}`));
  // The page of a report that could not be built says why.
  expect(found.map(([path]) => path).filter((path) => path !== 'dogwood/index.html')).toEqual([]);
});

it('has nothing for staff when it is redacted, either', async () => {
  const config = readFileSync(join(root, 'build.config.ts'), 'utf8');
  writeIn(root, 'build.config.ts', config.replace(' };', ', privacy: { redact: true } };'));
  expect((await report('html', '--for', 'public', '--out', 'redacted')).status).toBe(1);
  writeIn(root, 'build.config.ts', config);
  const files = Object.entries(site('redacted')).filter(([path]) => path !== 'dogwood/index.html');
  expect(files.length).toBeGreaterThan(10);
  for (const [what, pattern] of forStaff)
    expect([
      what,
      files.filter(([path, content]) => pattern.test(`${path}\n${content}`)).map(([path]) => path),
    ]).toEqual([what, []]);
  // The repository names its owner.
  expect(JSON.stringify(files)).not.toMatch(/github\.example|abc1234567|Ada Byron|Eve Planted|Contributor of|uthor of/);
}, 60_000);

it('shows the problems of a group on its own page only', () => {
  const files = Object.entries(site('public'));
  expect(site('public')['ash/index.html']).toMatch(/Error<\/strong> There is no file .{1,5}lost-ash\.png/);
  for (const [path, content] of files)
    if (!/^(?:ash|birch|cedar|dogwood)\//.test(path))
      expect([path, /figure-missing-file|answer-missing|class="problem/.test(content)]).toEqual([path, false]);
});

it('tells of groups on the roster that handed in nothing, wherever all groups are', async () => {
  const { status, stdout, stderr } = await report('html', '--out', 'rostered');
  // Status 1 is for the report that could not be read.
  expect([status, stdout]).toEqual([1, expect.stringContaining('\nElm tree handed in nothing.\n')]);
  expect(stderr).toContain('5 groups (1 failed, 1 handed in nothing)');
  expect(site('rostered')).toEqual(site('staff'));
  expect(site('staff')['checklist.html']).toMatch(
    /2 groups handed in nothing and have no column: .*>Elm tree<|1 group handed in nothing and has no column: .*>Elm tree</,
  );
  const checked = await report('check', '--format', 'csv');
  expect(checked.stderr).toContain('5 reports (1 unreadable, 1 handed in nothing)');
  expect([checked.status, checked.stdout]).toEqual([1, expect.stringContaining('\nElm tree,,,absent,')]);
  const commit = 'abc1234567'.repeat(4);
  const collected = `https://github.example/ash/locks,${commit},2026-01-20T10:00:00+01:00,deadline\r\n`;
  expect(checked.stdout).toMatch(/^ash,1,.*deadline\r$/m);
  expect(checked.stdout).toContain(collected);
  const { reports } = JSON.parse((await report('check', '--format', 'json')).stdout);
  expect(reports[0].collected).toEqual({
    repository: 'https://github.example/ash/locks',
    commit,
    date: '2026-01-20T10:00:00+01:00',
    address: `https://github.example/ash/locks/commit/${commit}`,
    chosen: 'deadline',
    laterCommits: 2,
  });
  expect((await report('check', 'reports/ash', '--format', 'csv')).stdout).not.toContain('Elm tree');
  expect(JSON.stringify([site('staff'), site('public')])).not.toMatch(/Ada Byron|Eve Planted|elm\/secret/);
}, 60_000);

it('names the commit that a report was collected from, and links to it', () => {
  const commit = 'abc1234567'.repeat(4);
  const address = `https://github.example/ash/locks/commit/${commit}`;
  for (const reader of ['staff', 'public']) {
    const files = site(reader);
    expect(files['ash/index.html']).toContain(`<a href="${address}"><code>abc1234567</code></a>`);
    expect(JSON.parse(files['ash/report.json'] ?? '')).toMatchObject({ collected: { commit, address } });
    expect(JSON.parse(files['manifest.json'] ?? '').groups[0].collected).toMatchObject({ commit });
    expect(files['cedar/index.html']).not.toContain('Collected from');
    expect(Object.values(files).join('\n')).not.toMatch(/Contributor of|\bAuthor of|students\.example/);
    if (reader === 'public') expect(Object.values(files).join('\n')).not.toMatch(/uthor of|authors\.example/);
  }
});

it('says who wrote the lines of each answer, until the README is edited', async () => {
  const json = (folder: string): object => JSON.parse(site(folder)['ash/report.json'] ?? '');
  const person = { name: 'Other author of ash', email: 'ash1@authors.example', lines: 1, percent: 100 };
  const authors = { lines: 1, people: [person] };
  expect(json('staff')).toMatchObject({ authors, questions: [{ authors }, expect.not.objectContaining({ authors })] });
  writeIn(root, 'reports/ash/README.md', `\n${text('ash')}`);
  await report('html', '--out', 'edited');
  writeIn(root, 'reports/ash/README.md', text('ash'));
  expect(Object.values(site('edited')).join('\n')).not.toMatch(/uthor of ash|ash1@/);
  expect(site('edited')['birch/index.html']).toContain('Line by <bdi>Other author of birch</bdi>');
}, 60_000);

it('links what leaves the folder to the repository at that commit', () => {
  const href = `https://github.example/ash/locks/blob/${'abc1234567'.repeat(4)}/src/lock%20gate.py#L3`;
  for (const file of ['ash/index.html', 'questions/1.html']) expect(site('public')[file]).toContain(`href="${href}"`);
  expect(site('public')['cedar/index.html']).not.toMatch(/href="[^"]*lock%20gate/);
});

it('says of each tick what was found, with links to the files', () => {
  const page = site('staff')['checklist.html'] ?? '';
  const file = `https://github.example/ash/locks/blob/${'abc1234567'.repeat(4)}/measure/level.csv`;
  expect(page).toContain(`<b>found</b>: <a href="${file}">measure/level.csv</a>`);
  expect(page).toContain('>birch</a>: <b>nothing found</b></li>');
  expect(page).toContain('<b>not ticked, but found</b>: <a href="');
  expect(site('staff')['evidence.csv']?.split('\n').slice(0, 3)).toEqual([
    'group,repository,commit,item,tags,ticked,evidence,count,files',
    `ash,https://github.example/ash/locks,${'abc1234567'.repeat(4)},Measure,M1,yes,found,1,measure/level.csv`,
    `ash,https://github.example/ash/locks,${'abc1234567'.repeat(4)},Draw,,no,"not ticked, but found",1,plots/level.svg`,
  ]);
  expect(JSON.parse(site('staff')['evidence.json'] ?? '').groups).toMatchObject([
    { slug: 'ash', counts: { found: 1, nothing: 0, unticked: 1 } },
    { slug: 'birch', counts: { found: 0, nothing: 1, unticked: 0 } },
  ]);
});

it('says in the manifest who a site is for', () => {
  expect(JSON.parse(site('public')['manifest.json'] ?? '')).toMatchObject({ audience: 'public' });
  expect(JSON.parse(site('staff')['manifest.json'] ?? '')).toMatchObject({ audience: 'staff' });
});

it('never takes one site for the other, in one folder and from one cache', async () => {
  for (const reader of ['staff', 'public', 'staff', 'public'])
    expect([reader, (await report('html', '--for', reader, '--out', 'both')).status, site('both')]).toEqual([
      reader,
      1,
      site(reader),
    ]);
}, 60_000);

it('refuses to merge parts for different readers', async () => {
  await report('html', '--for', 'public', '--shard', '1/2', '--out', 'part-1');
  await report('html', '--shard', '2/2', '--out', 'part-2');
  expect(await report('merge', 'part-1', 'part-2', '--out', 'merged')).toMatchObject({
    status: 2,
    stderr: 'error: part-2 was built for staff, and part-1 for the public.\nBuild all parts with the same `--for`.\n',
  });
  await report('html', '--for', 'public', '--shard', '2/2', '--out', 'part-2');
  expect((await report('merge', 'part-1', 'part-2', '--out', 'merged')).status).toBe(1);
  expect(site('merged')).toEqual(site('public'));
}, 60_000);

it('refuses another reader', async () => {
  expect(await report('html', '--for', 'nobody')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('Allowed choices are staff, public'),
  });
});

it('is looked through for personal data before something else publishes it', async () => {
  expect(await report('publish', '--check', '--out', 'staff')).toMatchObject({
    status: 2,
    stderr: 'error: staff is a site for staff, and not to be published.\nBuild it with `report html --for public`.\n',
  });
  expect((await report('publish', '--check', '--out', 'public')).status).toBe(0);
  writeIn(root, 'reports/ash/README.md', text('ash', ' s123456 and s123457'));
  await report('html', '--for', 'public', '--out', 'personal');
  expect(await report('publish', '--check', '--out', 'personal')).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(
      /^(?:.* …\n)*warning: ash has what looks like 2 student numbers: such as s1… in ash\/index\.html:\d+\nEvery place is listed with --verbose\.\nerror: The site seems to hold personal data or secrets\.\n/,
    ),
  });
}, 60_000);
