/** `report collect` from folders and ZIP files, as learning platforms hand them out, and from some that attack it. */
import { mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCollectRecord } from '../../src/model/read-collect-record.js';
import { readTree, writeIn } from '../support/course-files.js';
import { caseCount } from '../support/long-tests.js';
import { type ZipEntry, zipOf } from '../support/zip.js';
import { type Run, runReport } from './run-report.js';

const report = { name: 'README.md', content: 'report\n' };
const zeros = Buffer.alloc(20_000_000);

/** Entries of ZIP files, and what is said of the group; nothing of one that is collected whole. */
const zips: Readonly<Record<string, { readonly entries: readonly ZipEntry[]; readonly says?: string }>> = {
  plain: { entries: [report, { name: 'figures/å.png', content: 'png' }] },
  nested: {
    entries: [
      { name: 'project-main/README.md', content: 'code\n' },
      { name: 'project-main/reports/README.md', content: 'report\n' },
      { name: 'project-main/reports/figures/a.png', content: 'png' },
      { name: 'project-main/src/main.py', content: 'code' },
      { name: '__MACOSX/project-main/reports/._README.md', content: 'of no use' },
    ],
  },
  wrapped: { entries: [{ name: 'Group 7/hand-in/README.md', content: 'report\n' }] },
  up: {
    entries: [report, { name: '../../outside.txt', content: 'evil' }],
    says: 'failed: the ZIP file cannot be read: invalid relative path: ../../outside.txt',
  },
  backslash: {
    entries: [report, { name: 'figures\\..\\..\\..\\outside.txt', content: 'evil' }],
    says: 'failed: the ZIP file cannot be read: invalid relative path: figures/../../../outside.txt',
  },
  absolute: {
    entries: [report, { name: '/tmp/outside.txt', content: 'evil' }],
    says: 'failed: the ZIP file cannot be read: absolute path: /tmp/outside.txt',
  },
  links: {
    entries: [
      { name: 'reports/README.md', content: 'report\n' },
      { name: 'reports/figures', content: '../../../..', mode: 0o120777 },
      { name: 'reports/figures/a.png', content: 'in a folder' },
      { name: 'reports/pipe.png', content: '', mode: 0o010644 },
    ],
    says: 'left out: figures (a symbolic link), pipe.png (no regular file)',
  },
  linked: {
    entries: [{ name: 'README.md', content: '/etc/passwd', mode: 0o120777 }],
    says: 'nothing handed in: there is no folder reports with a README.md',
  },
  case: {
    entries: [
      { name: 'reports/README.md', content: 'report\n' },
      { name: 'reports/a.png', content: 'one' },
      { name: 'reports/A.png', content: 'two' },
      { name: 'reports/a.png', content: 'three' },
      { name: 'reports/readme.md/x.png', content: 'in a file' },
    ],
    says: 'left out: a.png (another file or folder has the same name but for letter case: A.png), a.png (another file or folder has the same name but for letter case: A.png), readme.md/x.png (another file or folder has the same name but for letter case: README.md)',
  },
  bomb: {
    entries: [
      { name: 'reports/README.md', content: 'report\n' },
      { name: 'reports/large.png', content: Buffer.alloc(60_000_000) },
      { name: 'reports/huge.png', content: 'small', claims: 0xfffffff0 },
      { name: 'data/elsewhere.bin', content: '', claims: 0xfffffff0 },
    ],
    says: 'left out: huge.png (larger than 50 MB), large.png (larger than 50 MB)',
  },
  // Each entry has the data of the first: in long tests, 60 GB in a few hundred kilobytes.
  overlap: {
    entries: [
      { name: 'reports/README.md', content: 'report\n' },
      ...Array.from({ length: 3000 }, (_, n) => ({ name: `reports/${n}.png`, content: zeros, again: n > 0 })),
    ].slice(0, caseCount(3, 3001)),
    ...(caseCount(0, 1) ? { says: expect.stringContaining('the folder has more than 300 MB') as string } : {}),
  },
  readme: {
    entries: [{ ...report, claims: 0xfffffff0 }],
    says: 'failed: the README cannot be taken: larger than 50 MB',
  },
  less: {
    entries: [{ name: 'reports/README.md', content: zeros, claims: 100 }],
    says: expect.stringMatching(
      /^failed: the ZIP file cannot be read: too many bytes in the stream\. expected 100\. got at least \d+$/,
    ) as string,
  },
  more: {
    entries: [{ ...report, claims: 100 }],
    says: 'failed: the ZIP file cannot be read: not enough bytes in the stream. expected 100. got only 7',
  },
  encrypted: { entries: [{ ...report, encrypted: true }], says: 'failed: the ZIP file is encrypted: README.md' },
  empty: { entries: [], says: 'nothing handed in: there is no folder reports with a README.md' },
};

/** Sources that are no such ZIP files. */
const others: Readonly<Record<string, { readonly source: string; readonly says?: string }>> = {
  folder: { source: 'handed/folder', says: 'left out: figures/link.png (a symbolic link)' },
  inner: { source: 'handed/inner' },
  truncated: {
    source: 'truncated.zip',
    says: 'failed: the ZIP file cannot be read: End of central directory record signature not found. Either not a zip file, or file is truncated.',
  },
  notes: {
    source: 'notes.zip',
    says: 'failed: the ZIP file cannot be read: End of central directory record signature not found. Either not a zip file, or file is truncated.',
  },
  damaged: { source: 'damaged.zip', says: 'failed: the ZIP file is damaged: README.md' },
  gone: { source: 'gone.zip', says: 'failed: there is no ZIP file gone.zip' },
  nowhere: { source: 'nowhere', says: 'failed: there is no folder nowhere' },
  file: { source: 'notes.txt', says: 'failed: notes.txt is no folder' },
  unzipped: { source: 'unzipped.zip', says: 'failed: unzipped.zip is no file' },
  missing: { source: 'handed/missing', says: 'nothing handed in: there is no folder reports with a README.md' },
};

const all = { ...zips, ...others };
const collected = ['plain', 'nested', 'wrapped', 'links', 'case', 'bomb', 'overlap', 'folder', 'inner'];

let root: string;
let first: Run;
const collect = (): Promise<Run> => runReport(['collect', 'roster.csv'], { cwd: join(root, 'course') });
const outside = (): readonly string[] =>
  Object.keys(readTree(root)).filter((path) => !/^course\/(?:reports|\.cache)\//.test(path));
let before: readonly string[];

beforeAll(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'handin-zips-')));
  const course = join(root, 'course');
  for (const [name, { entries }] of Object.entries(zips)) writeIn(course, `${name}.zip`, zipOf(entries));
  const plain = zipOf([{ name: 'README.md', content: 'report\n'.repeat(100) }]);
  writeIn(course, 'truncated.zip', plain.subarray(0, plain.length - 40));
  writeIn(course, 'notes.zip', 'These are notes, and no ZIP file.');
  writeIn(course, 'notes.txt', 'notes');
  writeIn(course, 'unzipped.zip/README.md', 'report\n');
  const stored = zipOf([report]);
  // One bit of the check sum, in the directory.
  const at = stored.indexOf('PK\x01\x02') + 16;
  stored[at] = (stored[at] ?? 0) ^ 1;
  writeIn(course, 'damaged.zip', stored);
  writeIn(course, 'handed/folder/reports/README.md', 'report\n');
  writeIn(course, 'handed/folder/reports/figures/a.png', 'png');
  writeIn(course, 'handed/folder/.git/config', 'of git');
  symlinkSync('/etc/passwd', join(course, 'handed/folder/reports/figures/link.png'));
  writeIn(course, 'handed/inner/project/README.md', 'code\n');
  writeIn(course, 'handed/inner/project/reports/README.md', 'report\n');
  writeIn(course, 'handed/missing/notes.txt', 'notes');
  const rows = [
    ...Object.keys(zips).map((name) => `${name},${name}.zip`),
    ...Object.entries(others).map(([name, { source }]) => `${name},${source}`),
  ];
  writeFileSync(join(course, 'roster.csv'), `group,repository\n${rows.join('\n')}\n`);
  before = outside();
  first = await collect();
}, 120_000);
afterAll(() => rmSync(root, { recursive: true }));

describe.skipIf(process.platform === 'win32')('folders and ZIP files', () => {
  it('are collected, or it is said why not, and the others go on', () => {
    const lines = first.stdout.split('\n').filter((line) => line !== '');
    const said = Object.fromEntries(lines.map((line) => /^(\w+): (.*)$/.exec(line)?.slice(1) ?? [line, '']));
    expect(said).toEqual(
      Object.fromEntries(Object.entries(all).flatMap(([name, { says }]) => (says === undefined ? [] : [[name, says]]))),
    );
    expect(first.stderr).toMatch(/^reports: 26 groups, 9 new, 3 handed in nothing, 14 failed, /m);
    expect(first.status).toBe(1);
  });

  it.each(collected)('%s has the report, and where it comes from', (name) => {
    const folder = join(root, 'course/reports', name);
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe('report\n');
    const { record } = readCollectRecord(readFileSync(join(folder, '.collect.json'), 'utf8'));
    const source = others[name]?.source ?? `${name}.zip`;
    expect(record).toMatchObject({ source: name in others ? 'folder' : 'zip', repository: source, commit: null });
  });

  it('have what belongs to the report, and nothing of what was left out', () => {
    const files = Object.keys(readTree(join(root, 'course/reports'))).filter((path) => !path.endsWith('.collect.json'));
    const of = (name: string): readonly string[] => files.filter((path) => path.startsWith(`${name}/`));
    expect(of('plain')).toEqual(['plain/README.md', 'plain/figures/å.png']);
    expect(of('nested')).toEqual(['nested/README.md', 'nested/figures/a.png']);
    expect(of('links')).toEqual(['links/README.md', 'links/figures/a.png']);
    expect(of('bomb')).toEqual(['bomb/README.md']);
    expect(of('case')).toEqual(['case/A.png', 'case/README.md']);
    expect(of('folder')).toEqual(['folder/README.md', 'folder/figures/a.png']);
    expect([...new Set(files.map((path) => path.split('/')[0]))]).toEqual([...collected].sort());
  });

  it('write nothing elsewhere', () => {
    expect(outside()).toEqual(before);
  });

  it('are left alone while they are the same', async () => {
    writeIn(root, 'course/plain.zip', zipOf([{ ...report, content: 'another\n' }]));
    writeIn(root, 'course/reports/inner/.collect.json', '{');
    const { stdout, stderr } = await collect();
    expect(stdout).toContain('inner: its .collect.json was damaged, so it was collected anew\n');
    expect(stderr).toMatch(/^reports: 26 groups, 2 changed, 7 unchanged, 3 handed in nothing, 14 failed, /m);
    expect(readFileSync(join(root, 'course/reports/plain/README.md'), 'utf8')).toBe('another\n');
  });
});
