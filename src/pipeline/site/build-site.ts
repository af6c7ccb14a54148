import type { Config } from '../../config/config.js';
import { guardOut } from '../../config/guard-out.js';
import { generator } from '../../config/package-files.js';
import { UserError } from '../../model/user-error.js';
import type { Template } from '../../parse/template.js';
import { planSite, type SiteFile } from '../../site/plan.js';
import { writeSite } from '../../site/write.js';
import type { BuildHooks, BuildResult } from '../build-result.js';
import { displayReadme } from '../group/build-group.js';
import { buildGroups, type GroupsInput } from '../group/build-groups.js';
import { failureFile, type PageContext } from '../group/group-page.js';
import { type RenderedGroup, renderGroups } from '../group/render-groups.js';
import { discoverReports, type ReportFolder } from '../load/discover-reports.js';
import { loadTemplates } from '../load/load-templates.js';
import { cohortFigures, cohortPages, gatherCohort } from './cohort-files.js';
import { manifestFile } from './manifest.js';
import { openPageContext } from './page-context.js';
import { type RedactedReports, withRedaction } from './redact-reports.js';
import { startFile } from './start-page.js';

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
  // A part of the reports has no pages over all groups: they would speak for all of them.
  const task = { config, hooks, templates, cohort: folders.length > 1 && config.shard === null };
  if (!config.privacy.redact) return buildFrom(chosen, task, (group) => group);
  return withRedaction(chosen, { config, templates, signal: hooks.signal }, ({ folders: copies, root, settle }) =>
    buildFrom(copies, { ...task, config: { ...config, root } }, settle),
  );
}

interface BuildTask extends GroupsInput {
  /** Whether there are pages over all groups. */
  readonly cohort: boolean;
}

/** The build behind the finding of reports. `settle` has the last word on what was made of each. */
async function buildFrom(
  folders: readonly ReportFolder[],
  task: BuildTask,
  settle: RedactedReports['settle'],
): Promise<BuildResult> {
  const { config, hooks, templates, cohort } = task;
  const groups = await buildGroups(folders, task);
  const built = groups.built.map(settle);
  const context = await openPageContext(config, built);
  const rendered = await renderGroups(built, context, hooks);
  hooks.onProgress({ stage: 'Writing the site', done: 0, total: 0 });
  const plan = planSite(siteFiles(rendered, { config, context, templates, cohort }));
  const site = await writeSite(plan, config.out, { signal: hooks.signal }).catch((error: unknown) => {
    throw explainUnwritable(error, config.out);
  });
  if (config.complete) await groups.prune();
  return { groups: rendered.map(toResult), figures: groups.figures(), site, out: config.out };
}

function shardOf(folders: readonly ReportFolder[], { shard }: Config): readonly ReportFolder[] {
  return shard === null ? folders : folders.filter((_, index) => index % shard.count === shard.index - 1);
}

interface SiteInput {
  readonly config: Config;
  readonly context: PageContext;
  readonly templates: readonly Template[];
  /** Whether there are pages over all groups. */
  readonly cohort: boolean;
}

/** Every file of the site. */
function siteFiles(
  rendered: readonly RenderedGroup[],
  { config, context, templates, cohort }: SiteInput,
): readonly SiteFile[] {
  const all = cohort ? gatherCohort(rendered, { context, id: config.site.id, templates }) : null;
  const pages = all?.pages ?? [];
  const entries = rendered.map((group) => ({
    rendered: group,
    files:
      'files' in group
        ? group.files
        : [failureFile(group.group, { path: displayReadme(config.root, group.group.source), pages, context })],
  }));
  return [
    ...entries.flatMap(({ files }) => files),
    ...(all
      ? [
          ...cohortPages(all, context).map(({ path, render }) => ({ path, content: render() })),
          ...cohortFigures(rendered, context),
        ]
      : startFile(rendered, context)),
    manifestFile(entries, generator, config.words),
  ];
}

function toResult({ group }: RenderedGroup): BuildResult['groups'][number] {
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
