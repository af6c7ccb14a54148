import { lstat, readdir, readlink, realpath } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { UserError } from '../model/user-error.js';
import { isOwnManifest } from './own-manifest.js';

/** The folder a site is written to, before it is written. */
export interface ExistingSite {
  /** Absolute path, links resolved. */
  readonly folder: string;
  readonly exists: boolean;
  /** Regular files, relative to the folder, `/` between their parts. Links are no regular files. */
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
  /** Symbolic links and special files: they are removed when the next site is written. */
  readonly others: ReadonlySet<string>;
}

/**
 * Looks at the folder a site is to be written to. Where the folder itself is a link, the folder that it names is
 * meant, as with a `site` that links to a web server's folder; links inside are never followed.
 *
 * @throws UserError when it is no folder, or holds files and no site written by Handin
 */
export async function inspectExisting(out: string): Promise<ExistingSite> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inspectOnce(out);
    } catch (error) {
      // Another run replaced the site meanwhile.
      if (attempt === 10 || !hasCode(error, 'ENOENT')) throw error;
    }
  }
}

async function inspectOnce(out: string): Promise<ExistingSite> {
  const folder = await resolveLink(out);
  const stats = await lstat(folder).catch(ignoreMissing);
  if (!stats) return { folder, exists: false, files: new Set(), folders: new Set(), others: new Set() };
  if (!stats.isDirectory()) {
    throw new UserError(`${out} is not a folder, so no site can be written to it.`, chooseAnother);
  }
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const named = entries.map((entry) => ({
    path: relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'),
    kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other',
  }));
  const pathsOf = (kind: string) => new Set(named.filter((entry) => entry.kind === kind).map((entry) => entry.path));
  const site = { folder, exists: true, files: pathsOf('file'), folders: pathsOf('folder'), others: pathsOf('other') };
  await refuseForeign(out, site);
  return site;
}

const chooseAnother = 'Choose another folder with `--out`, or `out` in the configuration.';

async function resolveLink(out: string): Promise<string> {
  const target = await targetOf(out);
  if (target === out || (await lstat(target).catch(ignoreMissing))) return target;
  throw new UserError(`${out} is a link to a folder that does not exist.`, `Create the folder, or remove the link.`);
}

/** The folder that a link names, whether it exists or not; the path itself when it is no link. */
export async function targetOf(out: string): Promise<string> {
  const stats = await lstat(out).catch(ignoreMissing);
  if (!stats?.isSymbolicLink()) return out;
  return (await realpath(out).catch(ignoreMissing)) ?? resolve(dirname(out), await readlink(out));
}

/** Only a site that Handin wrote is replaced, so that a mistyped `--out` destroys nothing. */
async function refuseForeign(out: string, site: ExistingSite): Promise<void> {
  const top = [...site.files, ...site.folders, ...site.others].filter((path) => !path.includes('/')).sort();
  if (top.length === 0) return;
  if (top.includes('.git')) {
    throw new UserError(`${out} holds a Git repository (.git), which writing the site would remove.`, chooseAnother);
  }
  if (site.files.has('manifest.json') && (await isOwnManifest(join(site.folder, 'manifest.json')))) return;
  const shown = top.length > 3 ? `${top.slice(0, 3).join(', ')} and ${top.length - 3} more` : top.join(', ');
  throw new UserError(
    `${out} holds files that Handin did not write (${shown}), and writing the site would remove them.`,
    `${chooseAnother} If the folder is an old site, remove it.`,
  );
}

/** For `catch`: undefined for a file that is not there, and the error itself for every other reason. */
export function ignoreMissing(error: unknown): undefined {
  if (!hasCode(error, 'ENOENT')) throw error;
  return undefined;
}

/** Whether an error of the file system has one of these codes. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
