import { viewCohort } from '../cohort/view-cohort.js';
import type { Config } from '../config/config.js';
import { guardOut } from '../config/guard-out.js';
import { UserError } from '../model/user-error.js';
import { planSite, type SiteFile } from '../site/plan.js';
import { writeSite } from '../site/write.js';
import type { BuiltGroup, FailedGroup } from './build-group.js';
import { buildGroups } from './build-groups.js';
import { discoverReports, type ReportFolder } from './discover.js';
import { type PageContext, pageAddress } from './group-page.js';
import { loadTemplates } from './load-templates.js';
import { manifestFile } from './manifest.js';
import { generator } from './package-files.js';
import { openPageContext } from './page-context.js';
import { renderGroups } from './render-groups.js';
import type { BuildHooks, BuildResult } from './result.js';

/**
 * Builds the site: finds the reports, reads and checks them, prepares their figures, renders their pages, and swaps the
 * whole in. A group that cannot be built gets a page that says why, and the others are built all the same.
 *
 * @throws UserError for wrong configuration; the signal's reason when aborted, the old site untouched
 */
export async function buildSite(config: Config, hooks: BuildHooks): Promise<BuildResult> {
  const [folders, templates] = await Promise.all([
    discoverReports(config.reports, config.root),
    loadTemplates(config.templates),
  ]);
  guardOut(
    config,
    folders.map(({ folder }) => folder),
  );
  const chosen = shardOf(folders, config);
  const groups = await buildGroups(chosen, { config, hooks, templates });

  // A part of the reports has no cohort's page: it would speak for all of them.
  const cohort = folders.length > 1 && config.shard === null;
  const pages = await openPageContext(config, groups.built);
  const entries = await renderGroups(groups.built, { config, pages, cohort, hooks });
  const built = entries.map(({ group }) => group);
  const files: SiteFile[] = [
    ...entries.flatMap((entry) => entry.files),
    ...(cohort ? [cohortFile(built, config, pages)] : []),
    manifestFile(entries, generator, config.words),
  ];
  hooks.onProgress({ stage: 'Writing the site', done: 0, total: 0 });
  const site = await writeSite(planSite(files), config.out, { signal: hooks.signal }).catch((error: unknown) => {
    throw explainUnwritable(error, config.out);
  });
  if (config.complete) await groups.prune();
  return { groups: built.map(toResult), figures: groups.figures(), site, out: config.out };
}

function shardOf(folders: readonly ReportFolder[], { shard }: Config): readonly ReportFolder[] {
  return shard === null ? folders : folders.filter((_, index) => index % shard.count === shard.index - 1);
}

function cohortFile(groups: readonly (BuiltGroup | FailedGroup)[], config: Config, pages: PageContext): SiteFile {
  const entries = groups.map((group) => {
    const { slug, group: name } = group.source;
    const href = pageAddress(encodeURIComponent(slug), config.singleFile);
    return 'failure' in group
      ? { group: name, slug, href, failure: group.failure.reason }
      : { group: name, slug, href, report: group.report, diagnostics: group.diagnostics };
  });
  return {
    path: 'index.html',
    content: pages.renderPage(
      'cohort',
      viewCohort({ title: config.title, entries, counting: config.words, site: pages.site }),
    ),
  };
}

function toResult(group: BuiltGroup | FailedGroup): BuildResult['groups'][number] {
  const { slug, group: name } = group.source;
  return 'failure' in group
    ? { slug, group: name, failed: true, reason: group.failure.reason, diagnostics: [] }
    : { slug, group: name, failed: false, diagnostics: group.diagnostics };
}

/** Codes of system errors that are about the place a site is written to. */
const placeCodes: ReadonlySet<string> = new Set([
  'ENOTDIR',
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOSPC',
  'ENOENT',
  'EEXIST',
  'ENAMETOOLONG',
]);

function explainUnwritable(error: unknown, out: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined || !placeCodes.has(code)) return error;
  return new UserError(
    `The site cannot be written to ${out} (${code}).`,
    'Choose another folder with `--out`, or make this one writable.',
  );
}
