import path from 'node:path';
import { cacheFolderOf } from '../../config/cache-folder.js';
import type { Flags } from '../../config/config.js';
import { generator } from '../../config/package-files.js';
import { sha256 } from '../../model/sha256.js';
import { readChecked, removeOldest, writeChecked } from '../../store/checked-file.js';
import { compareStamps, type Stamps } from '../../store/stamps.js';
import type { BuildResult } from '../build-result.js';
import { packageManifest } from './program-files.js';

/** What a command was asked to build. */
export interface BuildRequest {
  /** The folder that the command was started in, absolute. */
  readonly root: string;
  readonly flags: Flags;
}

/** What a build read, what it wrote, and what it found. */
export interface BuildRecord {
  readonly inputs: Stamps;
  /** Every file and folder of the site. */
  readonly outputs: Stamps;
  readonly result: BuildResult;
}

/** To be incremented when the format of records changes. */
const formatVersion = 1;

/** Maximum number of records; there is one per combination of flags. */
const maxRecords = 8;

/**
 * The result of the last build of the same request, when nothing that it read or wrote has changed since: another one
 * would find and write the same.
 */
export function findUnchangedBuild(request: BuildRequest): BuildResult | undefined {
  const file = recordFile(request);
  const record = readRecord(file);
  if (!record) return undefined;
  // The stamp of an existing file cannot be forged in advance, so a record that was checked in with a course is ignored.
  if (!record.inputs[packageManifest]) return undefined;
  const inputs = compareStamps(record.inputs);
  const outputs = inputs && compareStamps(record.outputs);
  if (!outputs) return undefined;
  if (inputs !== record.inputs || outputs !== record.outputs) writeRecord(file, { ...record, inputs, outputs });
  const { figures, site } = record.result;
  return {
    ...record.result,
    figures: { ...figures, encoded: 0, cached: figures.cached + figures.encoded },
    site: { ...site, written: 0, removed: 0, kept: site.kept + site.written },
  };
}

/** Records a build for `findUnchangedBuild`. Nothing is recorded when the disk cannot be written to. */
export function recordBuild(request: BuildRequest, record: BuildRecord): void {
  writeRecord(recordFile(request), record);
}

function recordFile({ root, flags }: BuildRequest): string {
  const key = JSON.stringify([root, Object.entries(flags).sort()]);
  return path.join(recordFolder(root), `${sha256(key).slice(0, 32)}.json`);
}

function recordFolder(root: string): string {
  return path.join(cacheFolderOf(root), `builds-v${formatVersion}`);
}

/** What the program and the platform add to the inputs: another version of either makes other sites. */
const platform = [generator, process.version, process.platform, process.env['TZ'] ?? ''].join(' ');

function readRecord(file: string): BuildRecord | undefined {
  const stored = readChecked(file) as (BuildRecord & { readonly platform: string }) | undefined;
  return stored?.platform === platform ? stored : undefined;
}

function writeRecord(file: string, record: BuildRecord): void {
  writeChecked(file, { platform, ...record });
  removeOldest(path.dirname(file), maxRecords);
}
