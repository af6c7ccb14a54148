import type { Config } from '../config/config.js';
import type { SiteFile } from '../site/plan.js';
import { type BuiltGroup, displayPath, type FailedGroup } from './build-group.js';
import { createCommitLookup } from './commit.js';
import { failureFile, groupFiles, type PageContext } from './group-page.js';
import type { ManifestEntry } from './manifest.js';
import type { BuildHooks } from './result.js';
import { unlessBroken } from './unless-broken.js';

/** What groups are rendered with. */
export interface RenderInput {
  readonly config: Config;
  readonly pages: PageContext;
  /** Whether there is a cohort's page to lead back to. */
  readonly cohort: boolean;
  readonly hooks: BuildHooks;
}

/** Renders every group's page; one that cannot be rendered gets a page that says so. */
export async function renderGroups(
  groups: readonly (BuiltGroup | FailedGroup)[],
  input: RenderInput,
): Promise<readonly ManifestEntry[]> {
  const { config, pages, cohort, hooks } = input;
  const commitOf = createCommitLookup();
  const failed = (group: FailedGroup): readonly SiteFile[] => {
    const site = { ...pages.site, cohortHref: cohort ? backTo(config) : null };
    return [failureFile(group, displayPath(config.root, group.source.folder), { ...pages, site })];
  };
  let done = 0;
  const entries: ManifestEntry[] = [];
  for (const source of groups) {
    hooks.signal.throwIfAborted();
    const commit = await commitOf(source.source.folder);
    const files =
      'failure' in source ? source : await unlessBroken(source.source, hooks.signal, () => groupFiles(source, pages));
    if ('failure' in files) entries.push({ group: files, commit, files: failed(files) });
    else entries.push({ group: source, commit, files });
    done += 1;
    hooks.onProgress({ stage: 'Rendering pages', done, total: groups.length });
  }
  return entries;
}

/** The cohort's page, seen from a group's. */
function backTo({ singleFile }: Config): string {
  return singleFile ? 'index.html' : '../index.html';
}
