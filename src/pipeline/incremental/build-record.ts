import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Flags } from '../../config/config.js';
import { generator } from '../../config/package-files.js';
import { readChecked, writeChecked } from '../../store/checked-file.js';
import { compareStamps, type Stamps, stampPaths } from '../../store/stamps.js';
import { sha256 } from '../../store/store.js';
import type { BuildResult } from '../build-result.js';
import { packageManifest, treeOf } from './program-files.js';

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

/** Most records that are kept: one for each way in which the course is built. */
const mostRecords = 8;

/**
 * The result of the last build of the same request, when nothing that it read or wrote has changed since: another one
 * would find and write the same.
 */
export function findUnchangedBuild(request: BuildRequest): BuildResult | undefined {
  const file = recordFile(request);
  const record = readRecord(file);
  if (!record) return undefined;
  // Nobody can know this stamp in advance: a record that came with somebody's files counts as none.
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

/** A build as it ended. */
export interface EndedBuild extends Omit<BuildRecord, 'outputs'> {
  /** The content of `manifest.json`, which is another in another build's site. */
  readonly manifest: string;
}

/**
 * Takes note of a build. What cannot be written is not noted, nor is a site that another process replaced meanwhile: the
 * next build then does its work.
 */
export function recordBuild(request: BuildRequest, { inputs, result, manifest }: EndedBuild): void {
  const outputs = stampPaths(treeOf(result.out));
  if (readFileSync(path.join(result.out, 'manifest.json'), 'utf8') !== manifest) return;
  writeRecord(recordFile(request), { inputs, outputs, result });
}

function recordFile({ root, flags }: BuildRequest): string {
  const key = JSON.stringify([root, Object.entries(flags).sort()]);
  return path.join(recordFolder(root), `${sha256(key).slice(0, 32)}.json`);
}

function recordFolder(root: string): string {
  return path.join(root, '.cache', 'handin', `builds-v${formatVersion}`);
}

/** What the program and the platform add to the inputs: another version of either makes other sites. */
const platform = [generator, process.version, process.platform, process.env['TZ'] ?? ''].join(' ');

function readRecord(file: string): BuildRecord | undefined {
  const stored = readChecked(file) as (BuildRecord & { readonly platform: string }) | undefined;
  return stored?.platform === platform ? stored : undefined;
}

function writeRecord(file: string, record: BuildRecord): void {
  writeChecked(file, { platform, ...record });
  removeOldRecords(path.dirname(file));
}

function removeOldRecords(folder: string): void {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const byAge = names
    .map((name) => ({
      file: path.join(folder, name),
      time: statSync(path.join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0,
    }))
    .sort((a, b) => b.time - a.time);
  for (const { file } of byAge.slice(mostRecords)) rmSync(file, { force: true });
}
