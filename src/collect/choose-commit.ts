import type { ChosenBy } from '../model/collected.js';

/** A commit of a branch's first-parent history. */
export interface ChainCommit {
  readonly commit: string;
  readonly tree: string;
  /** ISO 8601. */
  readonly committed: string;
  readonly authored: string;
}

/** The commit to take. */
export interface Choice {
  readonly commit: ChainCommit;
  readonly chosen: ChosenBy;
  readonly laterCommits: number;
  readonly laterDatesBefore: number;
}

/**
 * Chooses the last commit whose committer date is not later than the deadline.
 *
 * @param chain First-parent history, the tip first
 * @param deadline ISO 8601; null for the tip
 * @returns undefined when every commit is later
 */
export function chooseCommit(chain: readonly ChainCommit[], deadline: string | null): Choice | undefined {
  const limit = deadline === null ? Number.POSITIVE_INFINITY : Date.parse(deadline);
  const isLate = ({ committed }: ChainCommit): boolean => Date.parse(committed) > limit;
  const index = chain.findIndex((commit) => !isLate(commit));
  const commit = chain[index];
  if (!commit) return undefined;
  return {
    commit,
    chosen: deadline === null ? 'newest' : 'deadline',
    laterCommits: index,
    laterDatesBefore: chain.slice(index + 1).filter(isLate).length,
  };
}

/** A push to a branch, as its host tells. */
export interface Push {
  /** The branch's tip after the push. */
  readonly after: string;
  /** ISO 8601. */
  readonly at: string;
}

/** When a commit came to the branch: the earliest push whose tip is this commit or a later one of the chain. */
export function pushTimeOf(commit: string, chain: readonly ChainCommit[], pushes: readonly Push[]): string | null {
  const positions = new Map(chain.map((entry, index) => [entry.commit, index]));
  const position = positions.get(commit);
  if (position === undefined) return null;
  const times = pushes
    .filter(({ after }) => (positions.get(after) ?? Number.POSITIVE_INFINITY) <= position)
    .map(({ at }) => at);
  return times.sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null;
}
