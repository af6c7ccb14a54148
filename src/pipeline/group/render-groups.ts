import type { ReportView } from '../../render/views/report.js';
import type { SiteFile } from '../../site/plan.js';
import type { BuildHooks } from '../build-result.js';
import { unlessBroken } from '../load/isolate-failure.js';
import { createCommitLookup } from '../site/commit-lookup.js';
import type { BuiltGroup, FailedGroup } from './build-group.js';
import { groupPage, type PageContext } from './group-page.js';

/** One group with its part of the site; a failed one has no page yet. */
export type RenderedGroup = { readonly commit: string | null } & (
  | { readonly group: BuiltGroup; readonly view: ReportView; readonly files: readonly SiteFile[] }
  | { readonly group: FailedGroup }
);

/** Renders every group's page; one that cannot be rendered has failed. */
export async function renderGroups(
  groups: readonly (BuiltGroup | FailedGroup)[],
  context: PageContext,
  { signal, onProgress }: BuildHooks,
): Promise<readonly RenderedGroup[]> {
  const commitOf = createCommitLookup();
  const rendered: RenderedGroup[] = [];
  for (const group of groups) {
    signal.throwIfAborted();
    const commit = await commitOf(group.source.folder);
    const page = 'failure' in group ? group : await unlessBroken(group.source, signal, () => groupPage(group, context));
    if ('failure' in page) rendered.push({ group: page, commit });
    else if (!('failure' in group)) rendered.push({ group, commit, ...page });
    onProgress({ stage: 'Rendering pages', done: rendered.length, total: groups.length });
  }
  return rendered;
}
