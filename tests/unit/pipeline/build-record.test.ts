/** What a build wrote is recorded only while it is there. */
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sha256 } from '../../../src/model/sha256.js';
import { noFigures } from '../../../src/pipeline/group/figure-totals.js';
import { recordBuild } from '../../../src/pipeline/incremental/build-record.js';
import { writeIn } from '../../support/course-files.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'handin-record-'));
  writeIn(root, 'site/manifest.json', 'ours');
});
afterEach(() => rmSync(root, { recursive: true }));

/** Records a build with this manifest; gives the number of records. */
function record(manifest: string): number {
  const out = join(root, 'site');
  const site = { written: 1, kept: 0, removed: 0, bytes: 4 };
  const result = { groups: [], figures: noFigures, site, notes: [], out };
  recordBuild({ root, flags: {} }, { inputs: {}, result, manifest: sha256(manifest) });
  const folder = join(root, '.cache/handin/builds-v1');
  return existsSync(folder) ? readdirSync(folder).length : 0;
}

it('records a build', () => expect(record('ours')).toBe(1));
it('records nothing when another process has replaced the site', () => expect(record('theirs')).toBe(0));
it('records nothing while another process has moved the site aside', () => {
  renameSync(join(root, 'site'), join(root, 'moved'));
  expect(record('ours')).toBe(0);
});
