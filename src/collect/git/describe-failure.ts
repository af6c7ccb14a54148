import { UserError } from '../../model/user-error.js';
import { hideCredentials } from '../../process/hide-credentials.js';
import { GitFailure } from '../../process/run-git.js';
import { GitOutputError } from '../../process/spawn-git.js';
import { CollectFailure } from '../limits.js';

/** What git says, what it means, and whether asking again may help. The first match counts. */
const known: readonly (readonly [form: RegExp, reason: string, transient: boolean])[] = [
  [
    /authentication failed|could not read (?:username|password)|permission denied|access denied|terminal prompts disabled|returned error: 40[13]|host key verification failed/i,
    'the server does not let you in, or there is no such repository; for a private one, set up a credential helper or a token',
    false,
  ],
  [
    /repository .*not found|does not appear to be a git repository|returned error: (?:404|410)|does not exist|access denied or repository not exported|not valid: is this a git repository/i,
    'there is no such repository, or none that you may see',
    false,
  ],
  [
    /transport '.*' not allowed|protocol .* not allowed/i,
    'git is not allowed to use this kind of address (GIT_ALLOW_PROTOCOL)',
    false,
  ],
  [/returned error: 429/i, 'the server asks to be asked less often; use fewer --jobs', true],
  [/out of memory|attempting to allocate/i, 'an object of the repository is too large', false],
  [
    /could not resolve host|could not connect|failed to connect|unable to connect|connection (?:refused|timed out|reset|closed)|timed out|network is unreachable|early eof|hung up|returned error: 5\d\d|operation too slow|transfer closed|rpc failed|unexpected disconnect|unable to access|unable to look up/i,
    'the server cannot be reached',
    true,
  ],
];

/**
 * Turns an error of git into the reason why a group fails; any other error stays as it is.
 *
 * @throws UserError when git cannot be started at all
 */
export function describeGitError(error: unknown): unknown {
  if (error instanceof GitOutputError)
    return new CollectFailure('git has more to say about the repository than is read');
  if (!(error instanceof GitFailure)) return error;
  if (!error.result.started)
    throw new UserError(
      'Git cannot be started.',
      'Install it from https://git-scm.com, and see that it is on the PATH.',
    );
  const [, reason, transient = false] = known.find(([form]) => form.test(error.result.stderr)) ?? [];
  return new CollectFailure(reason ?? `git says: ${firstLine(error.result.stderr)}`, transient);
}

function firstLine(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => /^(?:fatal|error):/.test(line));
  return (
    hideCredentials((lines[0] ?? stderr.split('\n')[0] ?? '').replace(/^(?:fatal|error): /, '')).slice(0, 300) ||
    'nothing'
  );
}
