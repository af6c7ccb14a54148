/** Whether the package has to be built again. */
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { digestOfSources, isBuilt, recordBuilt } from '../../../scripts/built.mjs';

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'handin-built-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const files = ['package.json', 'package-lock.json', 'tsconfig.json', 'src/cli/bin.ts', 'dist/cli/bin.js'];
  for (const file of [...files, 'layouts/page.njk', 'assets/icon.svg', 'scripts/build.mjs']) write(file, file);
});

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

it('a package is built when sources and results are as they were recorded', () => {
  expect(isBuilt(root)).toBe(false);
  recordBuilt(root, digestOfSources(root));
  expect(isBuilt(root)).toBe(true);
  write('README.md', 'not read by a build');
  expect(isBuilt(root)).toBe(true);
});

it.each([
  ['a changed source', () => write('src/cli/bin.ts', 'other')],
  ['a new source', () => write('src/new.ts', '')],
  ['a source under another name', () => renameSync(path.join(root, 'src/cli/bin.ts'), path.join(root, 'src/bin.ts'))],
  ['another version of a package', () => write('package-lock.json', 'other')],
  ['a changed script', () => write('scripts/build.mjs', 'other')],
  ['a changed result', () => write('dist/cli/bin.js', 'other')],
  ['a result too many', () => write('dist/old.js', '')],
  ['a result that is gone', () => rmSync(path.join(root, 'dist/cli/bin.js'))],
  ['no result', () => rmSync(path.join(root, 'dist'), { recursive: true })],
  ['packages that were installed anew', () => rmSync(path.join(root, 'node_modules'), { recursive: true })],
])('%s has it built again', (_, change) => {
  recordBuilt(root, digestOfSources(root));
  change();
  expect(isBuilt(root)).toBe(false);
});

it('a source that changes during the build has it built again', () => {
  const digest = digestOfSources(root);
  write('src/cli/bin.ts', 'other');
  recordBuilt(root, digest);
  expect(isBuilt(root)).toBe(false);
});
