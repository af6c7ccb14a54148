import path from 'node:path';
import type { Config } from '../../config/config.js';
import { configNames } from '../../config/config-names.js';
import { listFiles } from '../../figures/resolve/list-files.js';
import type { ReportFolder } from '../load/discover-reports.js';
import { commitFiles } from '../site/commit-lookup.js';
import { programFiles, treeOf } from './program-files.js';

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
  for (const folder of [config.layouts, config.assets]) for (const path of treeOf(folder)) inputs.add(path);
  for (const { folder, readme } of folders) {
    if (readme !== undefined) inputs.add(path.join(folder, readme));
    const { files, outside } = await listFiles(folder, (visited) => inputs.add(visited));
    for (const file of [...files, ...outside]) inputs.add(path.join(folder, file));
    for (const file of commitFiles(folder)) inputs.add(file);
  }
  return inputs;
}
