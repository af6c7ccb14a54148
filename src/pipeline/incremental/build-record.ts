import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Flags } from '../../config/config.js';
import { generator } from '../../config/package-files.js';
import { compareStamps, type Stamps, stampPaths } from '../../store/stamps.js';
import type { BuildResult } from '../build-result.js';

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
  return path.join(recordFolder(root), `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.json`);
}

function recordFolder(root: string): string {
  return path.join(root, '.cache', 'handin', `builds-v${formatVersion}`);
}

/** What the program and the platform add to the inputs: another version of either makes other sites. */
const platform = [generator, process.version, process.platform, process.env['TZ'] ?? ''].join(' ');

function readRecord(file: string): BuildRecord | undefined {
  try {
    const [digest = '', content = ''] = readFileSync(file, 'utf8').split('\n');
    if (createHash('sha256').update(content).digest('hex') !== digest) return undefined;
    const stored = JSON.parse(content) as BuildRecord & { readonly platform: string };
    return stored.platform === platform ? stored : undefined;
  } catch {
    return undefined;
  }
}

function writeRecord(file: string, record: BuildRecord): void {
  const folder = path.dirname(file);
  const temporary = path.join(folder, `tmp-${randomUUID()}`);
  const content = JSON.stringify({ platform, ...record });
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(temporary, `${createHash('sha256').update(content).digest('hex')}\n${content}`);
    renameSync(temporary, file);
    removeOldRecords(folder);
  } catch {
    rmSync(temporary, { force: true });
  }
}

function removeOldRecords(folder: string): void {
  const byAge = readdirSync(folder)
    .map((name) => ({ file: path.join(folder, name), time: statSync(path.join(folder, name)).mtimeMs }))
    .sort((a, b) => b.time - a.time);
  for (const { file } of byAge.slice(mostRecords)) rmSync(file, { force: true });
}

function treeOf(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return [folder, ...entries.map((entry) => path.join(folder, entry))];
}
