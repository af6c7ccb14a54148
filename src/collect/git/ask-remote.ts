import { CollectFailure, NothingHandedIn } from '../limits.js';
import type { GuardedGit } from './guarded-git.js';

/** A branch on a server. */
export interface RemoteBranch {
  readonly name: string;
  readonly head: string;
}

/** Asks for a branch: the named one, or the default branch. */
export async function askRemote(git: GuardedGit, address: string, branch: string | null): Promise<RemoteBranch> {
  const patterns = branch === null ? ['HEAD', 'refs/heads/*'] : [`refs/heads/${branch}`];
  const { stdout } = await git.run(['ls-remote', '--quiet', '--symref', '--', address, ...patterns]);
  return chooseBranch(stdout, branch);
}

/** Reads what `git ls-remote --symref` prints, and chooses the branch. */
function chooseBranch(listing: string, branch: string | null): RemoteBranch {
  const heads = new Map<string, string>();
  let defaultBranch: string | undefined;
  for (const line of listing.split('\n')) {
    const [, target] = /^ref: refs\/heads\/(.+)\tHEAD$/.exec(line) ?? [];
    defaultBranch ??= target;
    const [, head = '', name] = /^([0-9a-f]{40}|[0-9a-f]{64})\t(HEAD|refs\/heads\/.+)$/.exec(line) ?? [];
    if (name !== undefined) heads.set(name.replace(/^refs\/heads\//, ''), head);
  }
  const find = (name: string | undefined): RemoteBranch | undefined => {
    const head = name === undefined ? undefined : heads.get(name);
    return name === undefined || head === undefined ? undefined : { name, head };
  };
  if (branch !== null) {
    const found = find(branch);
    if (found) return found;
    throw new CollectFailure(`the repository has no branch ${branch}`);
  }
  if (heads.size === 0) throw new NothingHandedIn('the repository is empty');
  // HEAD may name a branch that was renamed.
  const [only] = heads.size === 1 ? heads.keys() : [];
  const found = find(defaultBranch) ?? find('HEAD') ?? find(only) ?? find('main') ?? find('master');
  if (found) return found;
  throw new CollectFailure('the default branch of the repository does not exist; name a branch in the roster');
}
