import path from 'node:path';
import type { Config } from '../../config/config.js';
import { configNames } from '../../config/config-names.js';
import { listFiles } from '../../figures/resolve/list-files.js';
import { recordName } from '../../model/collected.js';
import type { ReportFolder } from '../load/discover-reports.js';
import { sampleFiles } from '../load/sample-figures.js';
import { commitFiles } from '../site/commit-lookup.js';
import { programFiles, treeOf } from './program-files.js';

/** What determines which files a build reads. */
export interface BuildScope {
  readonly config: Config;
  readonly folders: readonly ReportFolder[];
  /** Paths that the discovery of reports examined. */
  readonly looked: readonly string[];
}

/**
 * Lists the absolute paths of all files and folders that the output of a build depends on, existing or not. As long as none
 * of them changes, the output is the same.
 */
export async function listBuildInputs({ config, folders, looked }: BuildScope): Promise<ReadonlySet<string>> {
  const inputs = new Set([
    ...configNames.map((name) => path.join(config.root, name)),
    ...(config.configSources ?? []),
    ...config.templates,
    ...(config.roster ? [config.roster.file] : []),
    ...config.templates.flatMap(sampleFiles),
    ...looked,
    ...programFiles(),
  ]);
  for (const folder of [config.layouts, config.assets]) for (const path of treeOf(folder)) inputs.add(path);
  for (const { folder, readme } of folders) {
    if (readme !== undefined) inputs.add(path.join(folder, readme));
    inputs.add(path.join(folder, recordName));
    const { files, outside } = await listFiles(folder, (visited) => inputs.add(visited));
    for (const file of [...files, ...outside]) inputs.add(path.join(folder, file));
    for (const file of commitFiles(folder)) inputs.add(file);
  }
  return inputs;
}
