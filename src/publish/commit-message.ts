import type { Manifest } from './manifest.js';

/**
 * The message of the published commit: the commit that the site was built from, and the version of Handin. Reports from
 * several repositories have different commits; then `head` is named.
 *
 * @param head the commit that is checked out where the command was started; null when there is none
 */
export function commitMessage({ generator, groups }: Manifest, head: string | null): string {
  const commits = new Set(groups.flatMap(({ commit }) => commit ?? []));
  const [only] = commits;
  const source = commits.size === 1 && only !== undefined ? only : head;
  return [
    source === null ? 'Publish the site' : `Publish the site of ${source.slice(0, 12)}`,
    '',
    ...(source === null ? [] : [`Source-Commit: ${source}`]),
    `Generator: ${generator}`,
    '',
  ].join('\n');
}
