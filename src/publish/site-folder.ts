import { readdir, readFile, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { partFolder } from '../model/part-folder.js';
import { UserError } from '../model/user-error.js';
import { recoverSite } from '../site/write.js';
import { type Manifest, parseManifest } from './manifest.js';

/** A built site. */
export interface SiteFolder {
  /** Absolute path, links resolved. */
  readonly folder: string;
  /** Its files, relative to the folder, separated by `/`, sorted. */
  readonly files: readonly string[];
  readonly manifest: Manifest;
}

/**
 * Lists the files of a built site. One that a killed build had moved aside is put back first.
 *
 * @param out absolute path of the folder
 * @throws UserError when there is no site that Handin built, when it is one part of a site, or when it contains links,
 * devices or a `.git`
 */
export async function readSiteFolder(out: string): Promise<SiteFolder> {
  await recoverSite(out);
  const folder = await realpath(out).catch(() => undefined);
  if (folder === undefined) throw noSite(`There is no site at ${out}.`);
  const manifest = parseManifest(await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => ''));
  if (!manifest) throw noSite(`${out} holds no site that Handin built: it has no manifest.json of Handin's.`);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const named = entries
    .filter((entry) => !entry.isDirectory() || isRepository(entry.name))
    .map((entry) => ({
      path: relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'),
      foreign: !entry.isFile() || isRepository(entry.name),
    }));
  const foreign = named.find((entry) => entry.foreign);
  if (foreign)
    throw new UserError(
      `The site holds ${foreign.path}, which Handin did not write: a link, a device, or a repository of its own.`,
      'Remove it, or build the site anew with `report html`.',
    );
  if (named.some(({ path }) => path.startsWith(`${partFolder}/`)))
    throw new UserError(
      `${out} is one part of a site, and holds the sources of its reports (${partFolder}).`,
      'Join all parts with `report merge`, and publish the result.',
    );
  return { folder, manifest, files: named.map(({ path }) => path).sort() };
}

function isRepository(name: string): boolean {
  return name.toLowerCase() === '.git';
}

function noSite(message: string): UserError {
  return new UserError(message, 'Build it with `report html`; `out` in the configuration says where.');
}
