import { GitFailure } from '../../process/run-git.js';
import type { ChainCommit } from '../choose-commit.js';
import { CollectFailure } from '../limits.js';
import { cannotFilter, type Fetch, type GuardedGit } from './guarded-git.js';

/** The ref under which the branch is fetched. */
const tipRef = 'refs/collect/tip';

/** A branch whose history is fetched. */
export interface WantedHistory {
  readonly branch: string;
  /** Its tip. */
  readonly head: string;
  /** Fetch the trees of all commits, too. */
  readonly trees: boolean;
  /** Whether what was fetched will do, where older commits are missing. */
  readonly isEnough: () => Promise<boolean>;
}

/** What was fetched. */
export interface FetchedHistory {
  /** Whether the server can leave objects out; if not, all objects of the commits are there. */
  readonly filtered: boolean;
  /** Whether older commits are missing. */
  readonly shallow: boolean;
}

/**
 * Fetches the commits of a branch: without trees where the server allows it, else without file contents, else with
 * everything, but no more commits than needed.
 */
export async function fetchHistory(git: GuardedGit, wanted: WantedHistory): Promise<FetchedHistory> {
  for (const filter of wanted.trees ? ['blob:none'] : ['tree:0', 'blob:none'])
    try {
      await fetchTip(git, wanted, { filter });
      return { filtered: true, shallow: false };
    } catch (error) {
      if (!(error instanceof GitFailure) || !/filter/i.test(error.result.stderr)) throw error;
      if (cannotFilter.test(error.result.stderr)) break;
    }
  return { filtered: false, shallow: await fetchWithFiles(git, wanted) };
}

/** Numbers of commits to try, where each has all its files. */
const depths = [100, 1000];

/** Fetches as few commits as are enough; says whether older ones are missing. */
async function fetchWithFiles(git: GuardedGit, wanted: WantedHistory): Promise<boolean> {
  try {
    // Who wrote a line may have done so in the first commit.
    for (const depth of wanted.trees ? [] : depths) {
      await fetchTip(git, wanted, { depth });
      if ((await git.run(['rev-parse', '--is-shallow-repository'])).stdout.trim() !== 'true') return false;
      if (await wanted.isEnough()) return true;
    }
    await fetchTip(git, wanted, wanted.trees ? {} : { depth: infiniteDepth });
  } catch (error) {
    if (!(error instanceof GitFailure) || !/shallow/i.test(error.result.stderr)) throw error;
    await fetchTip(git, wanted, {});
  }
  return false;
}

/** What git takes for all commits. */
const infiniteDepth = 0x7fffffff;

async function fetchTip(
  git: GuardedGit,
  { branch, head }: WantedHistory,
  less: Pick<Fetch, 'filter' | 'depth'>,
): Promise<void> {
  // Some servers do not give out commits by their names.
  const source = branch === 'HEAD' ? 'HEAD' : `refs/heads/${branch}`;
  await git.fetch({ refs: [`+${source}:${tipRef}`], ...less });
  await verifyHead(git, head);
}

async function verifyHead(git: GuardedGit, head: string): Promise<void> {
  const { stdout } = await git.run(['rev-parse', '--verify', tipRef]);
  if (stdout.trim() !== head) throw new CollectFailure('the branch changed while it was fetched', true);
}

const format = ['--format=%H%x00%T%x00%cI%x00%aI'];

/** The first-parent history of the branch, the tip first. */
export async function readChain(git: GuardedGit): Promise<readonly ChainCommit[]> {
  return parseChain((await git.run(['rev-list', '--first-parent', ...format, tipRef])).stdout);
}

/** One commit by its name or the beginning of it; undefined when there is none. */
export async function readCommit(git: GuardedGit, name: string): Promise<ChainCommit | undefined> {
  const found = await git
    .run(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`])
    .catch(absent);
  if (!found) return undefined;
  const commit = found.stdout.trim();
  return parseChain((await git.run(['rev-list', '--max-count=1', ...format, commit])).stdout)[0];
}

/** Whether a commit is in the history of the branch. */
export async function isInHistory(git: GuardedGit, commit: string): Promise<boolean> {
  return (await git.run(['merge-base', '--is-ancestor', commit, tipRef]).catch(absent)) !== undefined;
}

function absent(error: unknown): undefined {
  if (error instanceof GitFailure && error.result.exitStatus !== null) return undefined;
  throw error;
}

/** Reads what `git rev-list` prints: a line `commit …` before each line of the format. */
function parseChain(output: string): readonly ChainCommit[] {
  return output.split('\n').flatMap((line) => {
    const [commit, tree, committed, authored] = line.split('\0');
    if (commit === undefined || tree === undefined || committed === undefined || authored === undefined) return [];
    return [{ commit, tree, committed: isoDate(committed), authored: isoDate(authored) }];
  });
}

/** Git prints no date for one that is out of range. */
function isoDate(text: string): string {
  return Number.isNaN(Date.parse(text)) ? '1970-01-01T00:00:00+00:00' : text;
}

/** Counts the commits of each author, merges left out, most commits first. */
export async function countCommits(
  git: GuardedGit,
  commit: string,
  mailmap: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { stdout } = await git.run([...mailmap, 'rev-list', '--no-merges', '--format=%aN%x00%aE', commit]);
  const counts = new Map<string, number>();
  for (const line of stdout.split('\n')) if (line.includes('\0')) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}
