import { GitFailure } from '../git/run-git.js';
import { UserError } from '../model/user-error.js';
import { hideCredentials } from './hide-credentials.js';
import type { Remote } from './remote.js';

/** What was being done when git failed. */
export interface Attempt {
  readonly remote: Pick<Remote, 'label' | 'url'>;
  readonly branch: string;
}

/**
 * Runs what asks the remote something, and says in plain words what git could not do. Addresses in git's own words lose
 * what is secret in them.
 *
 * @throws UserError for every failure of git's
 */
export async function explained<Result>(attempt: Attempt, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof GitFailure ? explain(error, attempt) : error;
  }
}

/** The reasons for which a remote turns a push away, as git words them for programs: not translated. */
const moved = /\((?:fetch first|non-fast-forward|stale info|remote ref updated since checkout|needs force)\)/;
const lostRace = /cannot lock ref|failed to update ref|incorrect old value/;

function explain(failure: GitFailure, { remote, branch }: Attempt): UserError {
  const { label } = remote;
  const verdict = /^!\t[^\t]*\t(.*)$/m.exec(failure.result.stdout)?.[1] ?? '';
  if (moved.test(verdict) || lostRace.test(verdict))
    return new UserError(
      `Somebody else has published to ${branch} on ${label} in the meantime. Nothing was pushed.`,
      'Run the command again.',
    );
  const said = wordsOf(failure, remote);
  if (verdict.startsWith('[remote rejected]'))
    return new UserError(
      `${label} does not accept the commit: ${verdict.replace(/^\[remote rejected\] /, '')}.${said}`,
      'See what protects the branch in the settings of the repository, or name another one with --branch.',
    );
  const [, what, advice] = troubles.find(([form]) => form.test(failure.result.stderr)) ?? unknown;
  return new UserError(`${what.replace('%', () => label)}${said}`, advice);
}

/** In this order: a refusal is also told as an address that cannot be reached. */
const troubles: readonly (readonly [form: RegExp, what: string, advice: string])[] = [
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

const unknown: (typeof troubles)[number] = [
  /$/,
  'Git could not ask %.',
  'Do what git says above, and run the command again.',
];

/**
 * Git's own words and the server's as lines to put behind a sentence, at most a few; empty when it said nothing.
 *
 * @param remote whose address is shown by its label
 */
export function wordsOf({ result: { stderr } }: GitFailure, remote?: Attempt['remote']): string {
  const lines = hideCredentials(remote ? stderr.replaceAll(remote.url, () => remote.label) : stderr)
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => /\S/.test(line) && !/^(?:hint:|To |remote: *$|warning: filtering)/.test(line));
  return lines
    .slice(0, 12)
    .map((line) => `\n  ${line}`)
    .join('');
}
