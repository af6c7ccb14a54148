import { mkdtemp, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { CollectRecord } from '../model/collected.js';
import type { RosterRow } from '../model/roster.js';
import { sha256 } from '../model/sha256.js';
import { hideCredentials } from '../process/hide-credentials.js';
import { GitFailure } from '../process/run-git.js';
import { type ChainCommit, type Choice, chooseCommit, pushTimeOf } from './choose-commit.js';
import type { CollectContext } from './context.js';
import { askPushes } from './git/ask-pushes.js';
import { askRemote, type RemoteBranch } from './git/ask-remote.js';
import { CommitTree } from './git/commit-tree.js';
import { type GuardedGit, openGuardedGit } from './git/guarded-git.js';
import { countCommits, fetchHistory, isInHistory, readChain, readCommit } from './git/history.js';
import { readLineAuthors } from './git/line-authors.js';
import { writeMailmap } from './git/mailmap.js';
import { CollectFailure, NothingHandedIn } from './limits.js';
import { joinPeople, type Person, toContributors } from './members.js';
import { takeReport } from './take/take-report.js';

/** A repository, for one group. */
export interface GitInput {
  readonly row: RosterRow;
  readonly address: string;
  readonly deadline: string | null;
  readonly context: CollectContext;
  /** A folder for repositories, removed afterwards. */
  readonly work: string;
  readonly signal: AbortSignal;
}

/** A branch that was asked for, and how to go on. */
export interface AskedGit {
  readonly branch: RemoteBranch;
  /**
   * Takes the report.
   *
   * @param target an empty folder
   * @param earlier the commit that was collected before
   */
  take(target: string, earlier: string | null): Promise<GitFacts>;
}

/** The part of a record that a repository tells. */
export type GitFacts = Omit<CollectRecord, 'version' | 'group' | 'source' | 'rewritten' | 'deadline' | 'state'> & {
  /** Whether the commit that was collected before is no longer in the history. */
  readonly isRewritten: boolean;
};

/** Asks a server for the branch of a group. */
export async function askGit(input: GitInput): Promise<AskedGit> {
  const { row, address, context, work, signal } = input;
  const open = async (objectFormat: 'sha1' | 'sha256'): Promise<GuardedGit> => {
    const folder = await mkdtemp(join(work, 'git-'));
    return openGuardedGit({ folder, address, objectFormat, signal, maxBytes: context.limits.repositoryBytes });
  };
  const branch = await askRemote(await open('sha1'), address, row.branch);
  const openFor = (): Promise<GuardedGit> => open(branch.head.length === 64 ? 'sha256' : 'sha1');
  return { branch, take: (target, earlier) => takeGit({ ...input, branch, open: openFor, target, earlier }) };
}

interface TakeGit extends GitInput {
  readonly branch: RemoteBranch;
  readonly open: () => Promise<GuardedGit>;
  readonly target: string;
  readonly earlier: string | null;
}

async function takeGit(input: TakeGit): Promise<GitFacts> {
  const { row, address, context, branch, open, target, earlier, signal } = input;
  const history = await open();
  const { filtered, shallow } = await fetchHistory(history, {
    branch: branch.name,
    head: branch.head,
    trees: context.authors,
    isEnough: async () =>
      (await findChoice(input, history, await readChain(history))) !== undefined &&
      (earlier === null || (await isInHistory(history, earlier))),
  });
  const chain = await readChain(history);
  const choice = await choose(input, history, chain);
  const { commit } = choice.commit;
  const tree = new CommitTree({
    history,
    filtered,
    tree: choice.commit.tree,
    folder: row.folder,
    limits: context.limits,
    openAnother: open,
    fetchAll: async (git) => {
      await git.fetch({ refs: [`+refs/heads/${branch.name}:refs/collect/all`] });
    },
  });
  const { limits, fits } = context;
  const { readme, ...taken } = await takeReport(
    { tree, folder: row.folder, limits, fits, isHandIn: false, signal },
    target,
  ).catch((error: unknown) => {
    throw error instanceof NothingHandedIn ? new NothingHandedIn(withCommit(error.message, choice)) : error;
  });
  const mailmap = await writeMailmap(tree, input.work);
  const samePerson = joinPeople(row.members);
  const pushes = await askPushes({ address, branch: branch.name, env: process.env, signal });
  return {
    ...taken,
    repository: hideCredentials(address),
    branch: branch.name,
    commit,
    authorDate: choice.commit.authored,
    committerDate: choice.commit.committed,
    chosen: choice.chosen,
    pushedAt: pushTimeOf(commit, chain, pushes),
    laterCommits: choice.laterCommits,
    laterDatesBefore: choice.laterDatesBefore,
    shallow,
    contributors: toContributors(await countCommits(history, commit, mailmap), samePerson),
    isRewritten: earlier !== null && !(await isInHistory(history, earlier)),
    authors: context.authors
      ? await authorsOf({ history, filtered, commit, readme, target, mailmap }, samePerson)
      : null,
  };
}

/** The commit that the roster names, or the last one before the deadline; undefined where there is none. */
async function findChoice(
  { row, deadline }: TakeGit,
  history: GuardedGit,
  chain: readonly ChainCommit[],
): Promise<Choice | undefined> {
  if (row.commit === null) return chooseCommit(chain, deadline);
  const commit = await readCommit(history, row.commit);
  const index = chain.findIndex((entry) => entry.commit === commit?.commit);
  return commit && { commit, chosen: 'commit', laterCommits: Math.max(0, index), laterDatesBefore: 0 };
}

async function choose(input: TakeGit, history: GuardedGit, chain: readonly ChainCommit[]): Promise<Choice> {
  const choice = await findChoice(input, history, chain);
  if (choice) return choice;
  const { row, deadline } = input;
  throw row.commit === null
    ? new NothingHandedIn(`every commit is later than the deadline ${deadline}`)
    : new CollectFailure(`the branch has no commit ${row.commit}, which the roster names`);
}

/** Says in which commit there is no report, and whether there are later ones that may have it. */
function withCommit(message: string, { commit: { commit }, laterCommits }: Choice): string {
  const later = laterCommits > 0 ? `; ${laterCommits} later on the branch` : '';
  return `in commit ${commit.slice(0, 12)}, ${message}${later}`;
}

interface AuthorsInput {
  readonly history: GuardedGit;
  readonly filtered: boolean;
  readonly commit: string;
  /** The README's path in the commit, and the folder that it was written into. */
  readonly readme: string;
  readonly target: string;
  readonly mailmap: readonly string[];
}

/** Null where git cannot tell. */
async function authorsOf(
  { history, filtered, commit, readme, target, mailmap }: AuthorsInput,
  samePerson: (person: Person) => Person,
): Promise<CollectRecord['authors']> {
  const fetchMissing = async (refs: readonly string[]): Promise<void> => {
    await history.fetch({ refs });
  };
  const digest = sha256(await readFile(join(target, posix.basename(readme))));
  try {
    return await readLineAuthors(
      { git: history, commit, path: readme, digest, mailmap, fetchMissing: filtered ? fetchMissing : null },
      samePerson,
    );
  } catch (error) {
    if (error instanceof GitFailure) return null;
    throw error;
  }
}
