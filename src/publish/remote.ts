import { isAbsolute, resolve } from 'node:path';
import { UserError } from '../model/user-error.js';
import { hideCredentials } from '../process/hide-credentials.js';
import { firstValue, type GitSetting } from './git-settings.js';
import type { SourceRepository } from './source-repository.js';

/** Where the site is pushed to. */
export interface Remote {
  /** For messages: the remote's name, or its URL without credentials. */
  readonly label: string;
  /** The URL for git. It may contain credentials: never print it. */
  readonly url: string;
  /** The name of a remote of the repository; null for an address. */
  readonly name: string | null;
  /** Other settings of the remote, such as `proxy`, without the prefix `remote.<name>.`. */
  readonly extras: readonly GitSetting[];
}

/** Settings of a remote that say how to reach it. */
const kept = ['proxy', 'proxyauthmethod', 'receivepack', 'uploadpack'];

/**
 * Finds the remote that `--remote` names: a configured one, or else a URL. With a `pushurl`, the branch is read from it
 * as well, because that is where the site is published.
 *
 * @param remote as the user wrote it
 * @param cwd where the command was started; a relative address that the user wrote counts from here
 * @throws UserError when there is no such remote
 */
export function findRemote(remote: string, { folder, settings }: SourceRepository, cwd: string): Remote {
  const of = (key: string): string | undefined => firstValue(settings, `remote.${remote}.${key}`);
  const url = of('pushurl') ?? of('url');
  if (url !== undefined && folder !== null) {
    const extras = kept.flatMap((name) => {
      const value = of(name);
      return value === undefined ? [] : [{ name, value }];
    });
    return { label: remote, url: absolute(url, folder, settings), name: remote, extras };
  }
  if (/[:/\\]/.test(remote) || remote === '.' || remote === '..')
    return { label: hideCredentials(remote), url: absolute(remote, cwd, settings), name: null, extras: [] };
  throw noRemote(remote, { folder, settings });
}

function noRemote(remote: string, { folder, settings }: Pick<SourceRepository, 'folder' | 'settings'>): UserError {
  if (folder === null)
    return new UserError(
      `This folder is in no Git repository, so there is no remote ${remote}.`,
      'Run the command in the repository of the reports, or name an address: --remote https://github.com/owner/repository.git.',
    );
  const names = settings.flatMap(({ name }) => /^remote\.(.+)\.url$/.exec(name)?.[1] ?? []);
  return new UserError(
    `The repository has no remote ${remote}${names.length === 0 ? '' : `, only ${[...new Set(names)].join(', ')}`}.`,
    names.length === 0
      ? 'Add one with `git remote add origin ADDRESS`, or name an address with --remote.'
      : 'Name one of them, or an address, with --remote.',
  );
}

/** Makes a relative path absolute, as git resolves it from `from`: the staging repository is in another folder. */
function absolute(url: string, from: string, settings: readonly GitSetting[]): string {
  const abbreviated = settings.some(
    ({ name, value }) => /^url\..*\.(?:push)?insteadof$/.test(name) && value !== null && url.startsWith(value),
  );
  const isPath = !abbreviated && !/^[^/\\]*:/.test(url) && !isAbsolute(url);
  return isPath ? resolve(from, url) : url;
}
