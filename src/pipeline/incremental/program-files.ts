import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packageFolder } from '../../config/package-files.js';

/** A folder with all that is in it, absolute; the folder alone when it does not exist. */
export function treeOf(folder: string): readonly string[] {
  const entries = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  return [folder, ...entries.map((entry) => path.join(folder, entry))];
}

/** The package's own manifest. */
export const packageManifest = path.join(packageFolder, 'package.json');

/** The files of the program, and those that identify the versions of its dependencies. */
export function programFiles(): readonly string[] {
  const { dependencies = {} } = JSON.parse(readFileSync(packageManifest, 'utf8')) as {
    readonly dependencies?: Readonly<Record<string, string>>;
  };
  const folders = moduleFolders(packageFolder);
  const packages = Object.keys(dependencies).flatMap((name) => {
    const home = folders.find((folder) => existsSync(path.join(folder, name)));
    // `.package-lock.json` is npm's list of everything installed there, transitive dependencies included.
    return home === undefined ? [] : [path.join(home, name, 'package.json'), path.join(home, '.package-lock.json')];
  });
  const own = ['dist', 'layouts', 'assets'].flatMap((folder) => treeOf(path.join(packageFolder, folder)));
  return [...new Set([packageManifest, ...own, ...packages])];
}

/** Where Node looks for the packages that a folder's modules import. */
function moduleFolders(folder: string): readonly string[] {
  const parent = path.dirname(folder);
  return [path.join(folder, 'node_modules'), ...(parent === folder ? [] : moduleFolders(parent))];
}
