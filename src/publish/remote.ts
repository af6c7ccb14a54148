import { isAbsolute, resolve } from 'node:path';
import { UserError } from '../model/user-error.js';
import { firstValue, type GitSetting } from './git-settings.js';
import { hideCredentials } from './hide-credentials.js';
import type { SourceRepository } from './source-repository.js';

/** Where the site is pushed to. */
export interface Remote {
  /** For messages: the remote's name, or its address without what is secret. */
  readonly label: string;
  /** The address as git takes it. It may hold a password: never to be shown. */
  readonly url: string;
  /** The name of a remote of the repository; null for an address. */
  readonly name: string | null;
  /** What else is set for the remote, such as a proxy, under the names of their own: `proxy`. */
  readonly extras: readonly GitSetting[];
}

/** Settings of a remote that say how to reach it. */
const kept = ['proxy', 'proxyauthmethod', 'receivepack', 'uploadpack'];

/**
 * Finds the remote that `--remote` names: one of the repository's, or else an address. A remote with an address of its
 * own for pushing is read there too: what is published is what is there.
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

/** The staging repository lies elsewhere: a relative path is made absolute, as git would understand it from `from`. */
function absolute(url: string, from: string, settings: readonly GitSetting[]): string {
  const abbreviated = settings.some(
    ({ name, value }) => /^url\..*\.(?:push)?insteadof$/.test(name) && value !== null && url.startsWith(value),
  );
  const isPath = !abbreviated && !/^[^/\\]*:/.test(url) && !isAbsolute(url);
  return isPath ? resolve(from, url) : url;
}
