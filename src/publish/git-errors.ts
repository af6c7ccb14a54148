import { UserError } from '../model/user-error.js';
import { hideCredentials } from '../process/hide-credentials.js';
import { GitFailure } from '../process/run-git.js';
import type { Remote } from './remote.js';

/** Where a git command that asks a remote is directed; named in its error messages. */
export interface GitOperation {
  readonly remote: Pick<Remote, 'label' | 'url'>;
  readonly branch: string;
  /** Whether the history of the branch is replaced. */
  readonly force?: boolean;
}

/**
 * Runs work that contacts the remote, and turns a `GitFailure` into a message with advice. Credentials in URLs that git
 * printed are removed.
 *
 * @throws UserError for every `GitFailure`
 */
export async function explainGitErrors<Result>(operation: GitOperation, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof GitFailure ? explain(error, operation) : error;
  }
}

/** Reasons for a rejected push in the output of `git push --porcelain`, which is not translated. */
const moved =
  /^\[rejected\].*\((?:fetch first|non-fast-forward|stale info|remote ref updated since checkout|needs force)\)/;
const lostRace = /cannot lock ref|failed to update ref|incorrect old value/;

/** What `receive.denyNonFastForwards` and the protected branches of GitHub and GitLab say of a force push. */
const refusesForce = /\(non-fast-forward\)|cannot force-push|not allowed to force push/i;

function explain(failure: GitFailure, { remote, branch, force = false }: GitOperation): UserError {
  const { label } = remote;
  const verdict = /^!\t[^\t]*\t(.*)$/m.exec(failure.result.stdout)?.[1] ?? '';
  if (force && verdict.startsWith('[remote rejected]') && refusesForce.test(`${verdict}\n${failure.result.stderr}`))
    return new UserError(
      `${label} does not let the history of ${branch} be replaced, as --fresh asks for. Nothing was pushed.`,
      'Publish without --fresh, or allow force pushes to the branch in the settings of the repository.',
    );
  if (moved.test(verdict) || lostRace.test(verdict))
    return new UserError(
      `Somebody else has published to ${branch} on ${label} in the meantime. Nothing was pushed.`,
      'Run the command again.',
    );
  const said = quoteGit(failure, remote);
  if (verdict.startsWith('[remote rejected]'))
    return new UserError(
      `${label} does not accept the commit: ${verdict.replace(/^\[remote rejected\] /, '')}.${said}`,
      'See what protects the branch in the settings of the repository, or name another one with --branch.',
    );
  const [, what, advice] = knownErrors.find(([form]) => form.test(failure.result.stderr)) ?? unknownError;
  return new UserError(`${what.replace('%', () => label)}${said}`, advice);
}

/** The first match counts: stderr of a refused login also says that the URL cannot be accessed. */
const knownErrors: readonly (readonly [form: RegExp, what: string, advice: string])[] = [
  [
    /does not support this repository's hash algorithm/i,
    '% is an empty repository with SHA-256, which an empty repository does not say of itself.',
    'Push any commit to it first, and run the command again. GitHub has repositories with SHA-1 only.',
  ],
  [
    /authentication failed|could not read (?:username|password)|permission denied|permission to .* denied|access denied|terminal prompts disabled|returned error: 40[13]|host key verification failed/i,
    '% does not let you in.',
    'See that your key or token is valid and may write to the repository. In a workflow of GitHub Actions, that takes `permissions: contents: write`.',
  ],
  [
    /repository .*not found|does not appear to be a git repository|returned error: 404|does not exist/i,
    'There is no repository at the address of %, or none that you may see.',
    'Compare the address with `git remote -v`.',
  ],
  [
    /could not resolve host|unable to access|could not connect|failed to connect|connection (?:refused|timed out|reset|closed)|operation timed out|network is unreachable|early eof|hung up/i,
    '% cannot be reached.',
    'See that you are online and that the address is right, and run the command again.',
  ],
];

const unknownError: (typeof knownErrors)[number] = [
  /$/,
  'Git could not ask %.',
  'Do what git says above, and run the command again.',
];

/**
 * The lines that git and the server printed, indented, to append to a message; at most 12. Empty when there are none.
 *
 * @param remote its URL is replaced by its label
 */
export function quoteGit({ result: { stderr } }: GitFailure, remote?: GitOperation['remote']): string {
  const lines = hideCredentials(remote ? stderr.replaceAll(remote.url, () => remote.label) : stderr)
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => /\S/.test(line) && !/^(?:hint:|To |remote: *$|warning: filtering)/.test(line));
  return lines
    .slice(0, 12)
    .map((line) => `\n  ${line}`)
    .join('');
}
