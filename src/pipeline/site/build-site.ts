import type { Config } from '../../config/config.js';
import { guardOut } from '../../config/guard-out.js';
import { UserError } from '../../model/user-error.js';
import { planSite } from '../../site/plan.js';
import { writeSite } from '../../site/write.js';
import { stampPaths } from '../../store/stamps.js';
import type { BuildHooks, BuildResult } from '../build-result.js';
import { LostContent } from '../group/group-value.js';
import { hasUnreachableFigure } from '../group/group-values.js';
import { type MakeTask, makeGroups } from '../group/make-groups.js';
import type { RenderedGroup } from '../group/render-groups.js';
import { listBuildInputs } from '../incremental/build-inputs.js';
import { type BuildRequest, recordBuild } from '../incremental/build-record.js';
import type { ReportFolder } from '../load/discover-reports.js';
import { type Course, openCourse } from '../load/load-reports.js';
import { notesOnTemplates } from '../load/load-templates.js';
import { withRedaction } from './redact-reports.js';
import { listSiteFiles, makeSiteFiles } from './site-files.js';

/**
 * Builds the site: finds the reports, reads and checks them, prepares their figures, renders their pages, and swaps the
 * whole in. A group that cannot be built gets a page that says why, and the others are built all the same.
 *
 * @param request What the build is recorded for; without it, it is not recorded.
 * @throws UserError for wrong configuration; the signal's reason when aborted, the old site untouched
 */
export async function buildSite(config: Config, hooks: BuildHooks, request?: BuildRequest): Promise<BuildResult> {
  const looked: string[] = [];
  const course = await openCourse(config, {}, (path) => looked.push(path));
  guardOut(
    config,
    course.folders.map(({ folder }) => folder),
  );
  const chosen = { ...course, folders: shardOf(course.folders, config) };
  // A part of the reports has no pages over all groups: they would speak for all of them.
  const cohort = course.folders.length > 1 && config.shard === null;
  // Before anything is read: what changes while the site is built differs from its stamp.
  const inputs =
    request && isRepeatable(config) ? stampPaths(await listBuildInputs({ config, ...chosen, looked })) : null;
  const build = (reuse: boolean): Promise<BuiltSite> =>
    config.privacy.redact
      ? withRedaction(chosen, { config, hooks }, ({ folders, root, settle }) =>
          buildFrom({ ...chosen, folders }, { config: { ...config, root }, hooks, cohort, settle, reuse }),
        )
      : buildFrom(chosen, { config, hooks, cohort, settle: (group) => group, reuse });
  const built = await build(true).catch((error: unknown) => {
    // The cache is damaged, or another process is pruning it.
    if (error instanceof LostContent) return build(false);
    throw error;
  });
  const { result, manifest, isFinal } = built;
  if (request && inputs && isFinal) recordBuild(request, { inputs, result, manifest });
  return result;
}

/** Whether the files that a build reads determine what it writes. */
function isRepeatable({ useCache, configSources }: Config): boolean {
  return useCache && configSources !== null;
}

interface BuildTask extends MakeTask {
  /** Whether there are pages over all groups. */
  readonly cohort: boolean;
}

interface BuiltSite {
  readonly result: BuildResult;
  /** The content of `manifest.json`. */
  readonly manifest: string;
  /** False when a figure could not be downloaded: the next build tries again. */
  readonly isFinal: boolean;
}

/** The build behind the finding of reports. */
async function buildFrom(course: Course, { cohort, ...task }: BuildTask): Promise<BuiltSite> {
  const { templates } = course;
  const { config, hooks } = task;
  const { groups, context, figures, prune } = await makeGroups(course, task);
  hooks.onProgress({ stage: 'Writing the site', done: 0, total: 0 });
  const list = listSiteFiles({ groups, config, context, templates, cohort });
  const files = await makeSiteFiles(list, hooks.signal);
  const site = await writeSite(planSite(files), config.out, { signal: hooks.signal }).catch((error: unknown) => {
    throw explainUnwritable(error, config.out);
  });
  if (config.complete) await prune();
  return {
    result: {
      groups: groups.map(toResult),
      figures,
      site,
      notes: notesOnTemplates(templates),
      out: config.out,
    },
    manifest: String(files.find(({ path }) => path === 'manifest.json')?.content),
    isFinal:
      config.figures.remote === null || !groups.some((group) => 'figures' in group && hasUnreachableFigure(group)),
  };
}

function shardOf(folders: readonly ReportFolder[], { shard }: Config): readonly ReportFolder[] {
  return shard === null ? folders : folders.filter((_, index) => index % shard.count === shard.index - 1);
}

function toResult(group: RenderedGroup): BuildResult['groups'][number] {
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
