import path from 'node:path';
import type { Config } from '../../config/config.js';
import { configNames } from '../../config/config-names.js';
import type { ReportFolder } from '../load/discover-reports.js';

/** What has to be rebuilt after files changed. */
export interface RebuildScope {
  /** A configuration file: everything is rebuilt. */
  readonly config: boolean;
  /** A template: every report is read again. */
  readonly templates: boolean;
  /** Layouts or assets: every page is rendered again. */
  readonly pages: boolean;
  /** Reports may have been added or removed: they are discovered again. */
  readonly reports: boolean;
  /** Changed paths by report folder; a folder that changed as a whole is in its own list. */
  readonly folders: ReadonlyMap<string, readonly string[]>;
}

/** The configuration and report folders of the last build. */
export interface BuiltFrom {
  readonly config: Config;
  readonly folders: readonly ReportFolder[];
}

/**
 * Classifies changed paths by what has to be rebuilt.
 *
 * @param paths absolute: files that were changed, created or removed, and folders in which anything may have been
 */
export function rebuildScope(paths: Iterable<string>, { config, folders }: BuiltFrom): RebuildScope {
  const changed = [...paths];
  const touches = (target: string): boolean => changed.some((file) => isIn(target, file) || isIn(file, target));
  const byFolder = new Map<string, string[]>();
  const elsewhere: string[] = [];
  for (const file of changed) {
    const homes = folders.filter(({ folder }) => isIn(folder, file) || isIn(file, folder));
    for (const { folder } of homes) byFolder.set(folder, [...(byFolder.get(folder) ?? []), file]);
    if (homes.length === 0) elsewhere.push(file);
  }
  const isReadme = (file: string): boolean => path.basename(file).toLowerCase() === 'readme.md';
  // A known README, or a file that is no README and has an extension, can neither add nor remove a report.
  const known = new Set(folders.map(({ folder, readme }) => path.join(folder, readme ?? '')));
  const settled = (file: string): boolean =>
    known.has(file) ||
    (folders.some(({ folder }) => isIn(folder, file)) && !isReadme(file) && path.extname(file) !== '');
  return {
    config: configNames.some((name) => touches(path.join(config.root, name))),
    templates: config.templates.some(touches),
    pages: touches(config.layouts) || touches(config.assets),
    reports: elsewhere.length > 0 || !changed.every(settled),
    folders: byFolder,
  };
}

/** Whether a path is the folder itself, or in it. */
function isIn(folder: string, file: string): boolean {
  return file === folder || file.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}
