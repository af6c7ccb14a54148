import type { ReportView } from '../../render/views/report.js';
import type { SiteFile } from '../../site/plan.js';
import type { BuildHooks } from '../build-result.js';
import type { FailedGroup } from '../load/isolate-failure.js';
import { mapReports } from '../load/map-reports.js';
import { groupPage, type PageContext } from './group-page.js';
import type { PreparedGroup } from './prepare-group.js';

/** A report with its part of the site. */
export interface RenderedReport extends PreparedGroup {
  readonly view: ReportView;
  readonly files: readonly SiteFile[];
}

/** One group of a site; the page of a failed one is made with the pages over all groups. */
export type RenderedGroup = RenderedReport | FailedGroup;

/** Renders every group's page. */
export async function renderGroups(
  groups: readonly (PreparedGroup | FailedGroup)[],
  context: PageContext,
  hooks: BuildHooks,
): Promise<readonly RenderedGroup[]> {
  return mapReports(groups, {
    hooks,
    stage: 'Rendering pages',
    work: (group) => renderGroup(group, context, hooks.signal),
  });
}

/** Renders one group's page. */
export async function renderGroup(
  group: PreparedGroup,
  context: PageContext,
  signal: AbortSignal,
): Promise<RenderedReport> {
  return { ...group, ...(await groupPage(group, context, signal)) };
}
