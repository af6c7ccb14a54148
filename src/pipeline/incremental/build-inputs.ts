import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../../config/config.js';
import { configNames } from '../../config/config-names.js';
import { packageFolder } from '../../config/package-files.js';
import { listFiles } from '../../figures/resolve/list-files.js';
import type { ReportFolder } from '../load/discover-reports.js';
import { commitFiles } from '../site/commit-lookup.js';

/** What a build reads, but for what it finds in the folders of its reports. */
export interface BuildScope {
  readonly config: Config;
  readonly folders: readonly ReportFolder[];
  /** Paths that the discovery of the reports looked at. */
  readonly looked: readonly string[];
}

/**
 * The absolute paths of everything that the output of a build depends on, files and folders, whether they are there or not:
 * the list is long enough when, as long as all of them are what they were, a build would write the same.
 */
export async function listBuildInputs({ config, folders, looked }: BuildScope): Promise<ReadonlySet<string>> {
  const inputs = new Set([
    ...configNames.map((name) => path.join(config.root, name)),
    ...(config.configSources ?? []),
    ...config.templates,
    ...looked,
    ...programFiles(),
  ]);
  for (const folder of [config.layouts, config.assets]) addTree(inputs, folder);
  for (const { folder, readme } of folders) {
    if (readme !== undefined) inputs.add(path.join(folder, readme));
    const { files, outside } = await listFiles(folder, (visited) => inputs.add(visited));
    for (const file of [...files, ...outside]) inputs.add(path.join(folder, file));
    for (const file of commitFiles(folder)) inputs.add(file);
  }
  return inputs;
}

/** A folder with all that is in it. */
function addTree(inputs: Set<string>, folder: string): void {
  inputs.add(folder);
  const entries = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  for (const entry of entries) inputs.add(path.join(folder, entry));
}

/** The program itself, and what tells the versions of the packages that it uses. */
function programFiles(): ReadonlySet<string> {
  const files = new Set<string>();
  const manifest = path.join(packageFolder, 'package.json');
  files.add(manifest);
  for (const folder of ['dist', 'layouts', 'assets']) addTree(files, path.join(packageFolder, folder));
  const { dependencies = {} } = JSON.parse(readFileSync(manifest, 'utf8')) as { dependencies?: Record<string, string> };
  for (const name of Object.keys(dependencies)) {
    const home = moduleFolders(packageFolder).find((folder) => existsSync(path.join(folder, name)));
    if (home === undefined) continue;
    files.add(path.join(home, name, 'package.json'));
    // npm's record of all that is installed there, the dependencies of dependencies among it.
    files.add(path.join(home, '.package-lock.json'));
  }
  return files;
}

/** Where Node looks for the packages that a folder's modules import. */
function moduleFolders(folder: string): readonly string[] {
  const parent = path.dirname(folder);
  return [path.join(folder, 'node_modules'), ...(parent === folder ? [] : moduleFolders(parent))];
}
