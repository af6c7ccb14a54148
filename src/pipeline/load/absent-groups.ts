import path from 'node:path';
import type { Config } from '../../config/config.js';
import { slugKey } from '../../site/group-slug.js';
import type { ReportFolder } from './discover-reports.js';
import type { FailedGroup } from './isolate-failure.js';
import { sortNaturally } from './natural-order.js';

/**
 * Adds the groups on the roster that have no folder. The roster is for staff: a site for the public has only those that
 * handed in.
 *
 * @throws UserError when the roster cannot be read
 */
export async function withAbsent(
  folders: readonly ReportFolder[],
  { roster, audience, root }: Config,
): Promise<readonly ReportFolder[]> {
  if (!roster || audience === 'public') return folders;
  const { loadRoster } = await import('../../collect/roster/load-roster.js');
  const { rows } = await loadRoster(roster);
  const present = new Set(folders.map(({ folder }) => slugKey(path.basename(folder))));
  const home = path.dirname(folders[0]?.folder ?? path.join(root, 'reports', 'group'));
  const absent = rows
    .filter(({ slug }) => !present.has(slugKey(slug)))
    .map(({ group, slug }): ReportFolder => ({ folder: path.join(home, slug), group, slug, absent: true }));
  return absent.length === 0 ? folders : sortNaturally([...folders, ...absent], ({ group }) => [group]);
}

/** Stands for the report of such a group. */
export function describeAbsent(source: ReportFolder): FailedGroup {
  return {
    source,
    failure: {
      reason: 'Nothing was handed in.',
      advice: 'The group is on the roster and has no folder: fetch its report with `report collect`, or ask the group.',
      responsible: 'staff',
    },
  };
}
