import path from 'node:path';
import type { Config } from '../../config/config.js';
import { configNames } from '../../config/config-names.js';
import type { ReportFolder } from '../load/discover-reports.js';

/** What a change of files means for a site that was built before it. */
export interface Changes {
  /** The configuration may say something else: everything has to be done anew. */
  readonly config: boolean;
  /** So may a template: every report has to be read anew. */
  readonly templates: boolean;
  /** Layouts or assets: every page has to be rendered anew. */
  readonly pages: boolean;
  /** Reports may have come or gone. */
  readonly reports: boolean;
  /** What changed in each report's folder, by the folder; a folder that changed as a whole is in its own list. */
  readonly folders: ReadonlyMap<string, readonly string[]>;
}

/** What a site was built from. */
export interface BuiltFrom {
  readonly config: Config;
  readonly folders: readonly ReportFolder[];
}

/**
 * Sorts changed paths by what they mean.
 *
 * @param paths absolute: files that changed, came or went, and folders in which anything may have
 */
export function sortChanges(paths: Iterable<string>, { config, folders }: BuiltFrom): Changes {
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
  // A README that changed is still there for its report, unless it came, went, or was given another name.
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

/** Whether a path is another one, or lies in it. */
function isIn(folder: string, file: string): boolean {
  return file === folder || file.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}
