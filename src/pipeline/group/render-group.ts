import type { ReportView } from '../../render/views/report.js';
import type { SiteFile } from '../../site/plan.js';
import type { FailedGroup } from '../load/isolate-failure.js';
import { groupPage, type PageContext } from './group-page.js';
import type { PreparedGroup } from './prepare-group.js';

/** A report with its part of the site. */
export interface RenderedReport extends PreparedGroup {
  readonly view: ReportView;
  readonly files: readonly SiteFile[];
}

/** One group of a site; the page of a failed one is made with the pages over all groups. */
export type RenderedGroup = RenderedReport | FailedGroup;

/** Renders one group's page. */
export async function renderGroup(
  group: PreparedGroup,
  context: PageContext,
  signal: AbortSignal,
): Promise<RenderedReport> {
  return { ...group, ...(await groupPage(group, context, signal)) };
}
