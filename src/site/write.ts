import type { BigIntStats } from 'node:fs';
import { link, lstat, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { sha256 } from '../model/sha256.js';
import { type ExistingSite, hasCode, ignoreMissing, inspectExisting, targetOf } from './existing.js';
import { bytesOf, contentOf, hasParts, type SiteFile, type SitePlan } from './plan.js';
import { closeStage, openStage, repair, swapIn } from './stage.js';

/** Numbers of files; `bytes` is the size of the whole site. */
export interface WriteResult {
  readonly written: number;
  readonly kept: number;
  readonly removed: number;
  readonly bytes: number;
}

/** How a site is written. */
export interface WriteOptions {
  readonly signal: AbortSignal;
  /** SHA-256 of an existing file, by its path in the site, which somebody knows without reading it. */
  readonly digestOf?: ((path: string) => string) | undefined;
}

/** Files read or written at once. */
const concurrency = 16;

/**
 * Makes a folder hold the planned site and nothing else. The site is written beside it, with hard links to the files
 * that did not change, and swapped in as a whole; when nothing changed, nothing is touched. A failure or an abort leaves
 * the folder as it was. Of two concurrent runs the last to finish wins, and its site is whole.
 *
 * The plan holds `manifest.json` with a `generator` of `handin …`: by which the next run recognises the folder.
 *
 * @param out absolute path; see `inspectExisting` for links
 * @throws UserError when the folder holds what Handin did not write; the signal's reason when it was aborted
 */
export async function writeSite(plan: SitePlan, out: string, { signal, digestOf }: WriteOptions): Promise<WriteResult> {
  if (!plan.files.some((file) => file.path === 'manifest.json')) {
    throw new Error('A site without manifest.json could never be replaced by the next one.');
  }
  await recoverSite(out);
  const existing = await inspectExisting(out);
  const compared = await inParallel(plan.files, signal, (file) => compare(file, existing, digestOf));
  const kept = compared.filter((entry) => entry.same !== undefined);
  const stale = staleEntries(plan, existing);

  const unchanged = existing.exists && kept.length === compared.length && stale.length === 0;
  const sizes = unchanged
    ? kept.map((entry) => Number(entry.same?.size ?? 0))
    : await replace(compared, existing, signal);
  return {
    written: compared.length - kept.length,
    kept: kept.length,
    removed: stale.filter((path) => existing.files.has(path)).length,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
  };
}

/**
 * Recovers from runs that were killed: puts back a site that was moved aside and not replaced, and removes what they left
 * beside it. Whoever reads a site from disk does this first.
 *
 * @param out as for `writeSite`
 */
export async function recoverSite(out: string): Promise<void> {
  await repair(await targetOf(out));
}

/** A planned file, and what identifies the file that is there if that has the planned content. */
interface Compared {
  readonly file: SiteFile;
  readonly same?: BigIntStats;
}

async function compare(file: SiteFile, existing: ExistingSite, digestOf: WriteOptions['digestOf']): Promise<Compared> {
  if (!existing.files.has(file.path)) return { file };
  const path = join(existing.folder, file.path);
  const same = await lstat(path, { bigint: true }).catch(ignoreMissing);
  if (same && digestOf && file.sha256 !== undefined)
    return digestOf(file.path) === file.sha256 ? { file, same } : { file };
  const bytes = same && (await readFile(path).catch(ignoreMissing));
  return bytes && (await hasContent(file, bytes)) ? { file, same } : { file };
}

async function hasContent(file: SiteFile, bytes: Uint8Array): Promise<boolean> {
  if (file.sha256 !== undefined) return sha256(bytes) === file.sha256;
  return Buffer.compare(bytes, await bytesOf(file)) === 0;
}

/** Existing files, folders and links that are not in the plan. */
function staleEntries(plan: SitePlan, existing: ExistingSite): readonly string[] {
  const files = new Set(plan.files.map((file) => file.path));
  const folders = foldersOf(plan.files);
  return [
    ...[...existing.files].filter((path) => !files.has(path)),
    ...[...existing.folders].filter((path) => !folders.has(path)),
    ...existing.others,
  ];
}

/** Every folder that the files lie in, the outer before the inner. */
function foldersOf(files: readonly SiteFile[]): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const { path } of files) {
    for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) folders.add(path.slice(0, end));
  }
  return folders;
}

/** Writes the site to a stage and swaps it in. Gives the size of each file in bytes. */
async function replace(
  compared: readonly Compared[],
  { folder }: ExistingSite,
  signal: AbortSignal,
): Promise<readonly number[]> {
  signal.throwIfAborted();
  const stage = await openStage(folder);
  try {
    for (const path of foldersOf(compared.map((entry) => entry.file))) await mkdir(join(stage.fresh, path));
    const sizes = await inParallel(compared, signal, ({ file, same }) => {
      const target = join(stage.fresh, file.path);
      return same ? keep({ file, same, source: join(folder, file.path), target }) : write(target, file);
    });
    await swapIn(stage, folder);
    return sizes;
  } finally {
    await closeStage(stage);
  }
}

async function write(target: string, file: SiteFile): Promise<number> {
  const content = await contentOf(file);
  let bytes = 0;
  const parts = function* (): Iterable<Uint8Array> {
    for (const part of hasParts(content) ? content.parts() : [content]) {
      bytes += part.length;
      yield part;
    }
  };
  await writeFile(target, parts());
  return bytes;
}

/**
 * Links a file of the old site into the new one. Another run may have replaced the old site since it was compared, and
 * some file systems know no links; then the content is compared once more and written.
 */
async function keep(entry: {
  readonly file: SiteFile;
  readonly same: BigIntStats;
  readonly source: string;
  readonly target: string;
}): Promise<number> {
  const { file, same, source, target } = entry;
  try {
    await link(source, target);
    const linked = await lstat(target, { bigint: true });
    if (linked.ino === same.ino && linked.dev === same.dev && linked.mtimeNs === same.mtimeNs) return Number(same.size);
    await rm(target);
  } catch (error) {
    // biome-ignore lint/plugin/no-unbounded-spread: a few codes
    if (!hasCode(error, ...unlinkable)) throw error;
  }
  const bytes = await readFile(source).catch(ignoreMissing);
  if (!bytes || !(await hasContent(file, bytes))) return await write(target, file);
  await writeFile(target, bytes);
  return bytes.length;
}

/** Error codes where hard links are not supported or not permitted, and where the file is gone. */
const unlinkable = [
  'ENOENT',
  'EEXIST',
  'EPERM',
  'EACCES',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EXDEV',
  'EMLINK',
  'EINVAL',
];

/** Runs a task for each item, a few at once. The first failure, or an abort, keeps the rest from starting. */
async function inParallel<T, R>(
  items: readonly T[],
  signal: AbortSignal,
  task: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const limit = pLimit(concurrency);
  const failure = new AbortController();
  const stop = AbortSignal.any([signal, failure.signal]);
  const runs = items.map((item) =>
    limit(async () => {
      stop.throwIfAborted();
      try {
        return await task(item);
      } catch (error) {
        failure.abort(error);
        throw error;
      }
    }),
  );
  // Nothing may still be writing to the stage when it is removed.
  await Promise.allSettled(runs);
  return await Promise.all(runs);
}
