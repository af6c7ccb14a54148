import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CollectRecord, recordName } from '../model/collected.js';
import type { RosterRow } from '../model/roster.js';
import { sha256 } from '../model/sha256.js';
import { hideCredentials } from '../process/hide-credentials.js';
import { openFileSource } from './collect-files.js';
import { type AskedGit, askGit } from './collect-git.js';
import type { CollectContext } from './context.js';
import { describeGitError } from './git/describe-failure.js';
import type { IntoFolder } from './into/into-folder.js';
import type { Existing } from './into/read-existing.js';
import { CollectFailure, NothingHandedIn } from './limits.js';
import { takeReport } from './take/take-report.js';

/** What became of a group. */
export interface GroupOutcome {
  readonly group: string;
  readonly slug: string;
  /** `new` and `changed` were written; of `nothing` there is nothing to take. */
  readonly kind: 'new' | 'changed' | 'unchanged' | 'nothing' | 'failed';
  /** Why it is nothing or failed: a phrase. */
  readonly reason?: string;
  /** What was collected now or before. */
  readonly record?: CollectRecord;
  /** The record of what was there could not be read. */
  readonly wasDamaged?: true;
}

/** The places of a run. */
export interface GroupPlaces {
  readonly into: IntoFolder;
  /** A folder for temporary files. */
  readonly work: string;
}

/** Milliseconds before the second attempt; each further one waits four times as long. */
const firstDelay = 1000;

/** Collects a group. What goes wrong is an outcome; only an interruption and a bug are thrown. */
export async function collectGroup(
  row: RosterRow,
  places: GroupPlaces,
  context: CollectContext,
): Promise<GroupOutcome> {
  const { group, slug } = row;
  const existing = await places.into.read(slug);
  const before = existing.kind === 'collected' ? { record: existing.record } : {};
  const timeout = AbortSignal.timeout(context.limits.seconds * 1000);
  const signal = AbortSignal.any([context.signal, timeout]);
  try {
    if (existing.kind === 'foreign')
      throw new CollectFailure(`there is a folder ${slug} that was not collected; move it away`);
    return await withRetries(context, signal, () => collectOnce({ row, existing, places, context, signal }));
  } catch (error) {
    context.signal.throwIfAborted();
    if (timeout.aborted)
      return { group, slug, kind: 'failed', reason: `it takes longer than ${context.limits.seconds} s`, ...before };
    if (error instanceof NothingHandedIn) return nothing(row, existing, error.message);
    if (error instanceof CollectFailure) return { group, slug, kind: 'failed', reason: error.message, ...before };
    throw error;
  }
}

/** What was collected before is no hand-in any more; it stays, and somebody has to look. */
function nothing({ group, slug }: RosterRow, existing: Existing, reason: string): GroupOutcome {
  if (existing.kind !== 'collected') return { group, slug, kind: 'nothing', reason };
  const { record } = existing;
  return { group, slug, kind: 'failed', reason: `${reason}; what was collected before is still there`, record };
}

async function withRetries<Result>(
  { limits }: CollectContext,
  signal: AbortSignal,
  attempt: () => Promise<Result>,
): Promise<Result> {
  for (let count = 1, delay = firstDelay; ; count += 1, delay *= 4) {
    try {
      return await attempt();
    } catch (error) {
      signal.throwIfAborted();
      const described = describeGitError(error);
      if (!(described instanceof CollectFailure) || !described.transient || count >= limits.attempts) throw described;
      await sleep(delay, undefined, { signal });
    }
  }
}

interface Attempt {
  readonly row: RosterRow;
  readonly existing: Existing;
  readonly places: GroupPlaces;
  readonly context: CollectContext;
  readonly signal: AbortSignal;
}

async function collectOnce(attempt: Attempt): Promise<GroupOutcome> {
  const { row, places } = attempt;
  if (!row.source) throw new NothingHandedIn('the roster names no repository');
  const work = await mkdtemp(join(places.work, 'group-'));
  try {
    return row.source.kind === 'git'
      ? await collectFromGit(attempt, row.source.address, work)
      : await collectFromFiles(attempt);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function collectFromGit(attempt: Attempt, address: string, work: string): Promise<GroupOutcome> {
  const { row, context, signal, existing } = attempt;
  const deadline = row.deadline ?? context.deadline;
  const asked: AskedGit = await askGit({ row, address, deadline, context, work, signal });
  const state = { head: asked.branch.head, request: requestOf(attempt) };
  const unchanged = unchangedOutcome(attempt, state);
  if (unchanged) return unchanged;
  const earlier = existing.kind === 'collected' && existing.record.source === 'git' ? existing.record : undefined;
  const target = await attempt.places.into.stage(row.slug);
  const { isRewritten, ...facts } = await asked.take(target, earlier?.commit ?? null);
  const lost = isRewritten && earlier?.repository === facts.repository ? earlier.commit : null;
  const keptAt = lost === null ? undefined : `.earlier/${row.slug}/${lost.slice(0, 12)}`;
  const rewritten = lost !== null && keptAt !== undefined ? { commit: lost, keptAt } : (earlier?.rewritten ?? null);
  const record: CollectRecord = { version: 1, group: row.slug, source: 'git', ...facts, deadline, rewritten, state };
  return complete(attempt, record, { target, keptAt });
}

async function collectFromFiles(attempt: Attempt): Promise<GroupOutcome> {
  const { row, context, places, signal } = attempt;
  if (!row.source || row.source.kind === 'git') throw new Error('not a source on disk');
  const source = await openFileSource(row.source, context);
  try {
    const state = { head: source.digest, request: requestOf(attempt) };
    const unchanged = unchangedOutcome(attempt, state);
    if (unchanged) return unchanged;
    const target = await places.into.stage(row.slug);
    const { limits, fits } = context;
    const input = { tree: source.tree, folder: row.folder, limits, fits, isHandIn: true, signal };
    const { readme: _, ...taken } = await takeReport(input, target);
    const record: CollectRecord = {
      ...{ version: 1, group: row.slug, source: row.source.kind, repository: row.source.path },
      ...{ branch: null, commit: null, authorDate: null, committerDate: null, chosen: 'newest', pushedAt: null },
      ...{ laterCommits: 0, laterDatesBefore: 0, shallow: false, contributors: [], authors: null, rewritten: null },
      ...taken,
      deadline: row.deadline ?? context.deadline,
      state,
    };
    return await complete(attempt, record, { target, keptAt: undefined });
  } finally {
    source.close();
  }
}

function unchangedOutcome(
  { existing, context, row }: Attempt,
  state: CollectRecord['state'],
): GroupOutcome | undefined {
  if (context.fresh || existing.kind !== 'collected' || !existing.intact) return undefined;
  const { record } = existing;
  if (record.state.head !== state.head || record.state.request !== state.request) return undefined;
  return { group: row.group, slug: row.slug, kind: 'unchanged', record };
}

interface Staged {
  readonly target: string;
  readonly keptAt: string | undefined;
}

async function complete(
  { row, existing, places }: Attempt,
  record: CollectRecord,
  { target, keptAt }: Staged,
): Promise<GroupOutcome> {
  await writeFile(join(target, recordName), `${JSON.stringify(record, undefined, 1)}\n`, { flag: 'wx' });
  await places.into.swap(row.slug, keptAt);
  const kind = existing.kind === 'none' ? 'new' : 'changed';
  const damaged = existing.kind === 'damaged' ? { wasDamaged: true as const } : {};
  return { group: row.group, slug: row.slug, kind, record, ...damaged };
}

/** Changes with everything besides the source that decides what is collected. */
function requestOf({ row, context }: Attempt): string {
  const { branch, folder, commit, members } = row;
  const source = hideCredentials(row.source?.kind === 'git' ? row.source.address : (row.source?.path ?? ''));
  const { authors, limits, templatesDigest } = context;
  const { fileBytes, folderBytes, files, listedFiles } = limits;
  const deadline = row.deadline ?? context.deadline;
  const wanted = { source, branch, folder, commit, members, deadline, authors, templatesDigest };
  return sha256(JSON.stringify({ version: 1, ...wanted, fileBytes, folderBytes, files, listedFiles }));
}
