import type { Config } from '../../config/config.js';
import { guardOut } from '../../config/guard-out.js';
import { LostContent } from '../../store/lost-content.js';
import { stampPaths } from '../../store/stamps.js';
import type { BuildHooks, BuildResult } from '../build-result.js';
import type { MadeGroup } from '../group/group-output.js';
import { type MakeTask, makeGroups } from '../group/make-groups.js';
import { listBuildInputs } from '../incremental/build-inputs.js';
import { type BuildRequest, recordBuild } from '../incremental/build-record.js';
import { openWrittenFiles } from '../incremental/written-files.js';
import type { ReportFolder } from '../load/discover-reports.js';
import { type Course, openCourse } from '../load/load-reports.js';
import { partFiles } from '../parts/part-files.js';
import { withRedaction } from './redact-reports.js';
import { type WriteTask, type WrittenSite, writeGroups } from './write-groups.js';

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
  // A part of the reports has no pages over all groups: they would speak for all of them.
  const cohort = course.folders.length > 1 && config.shard === null;
  // Taken before anything is read, so that a file that changes during the build differs from its stamp.
  const inputs =
    request && isRepeatable(config) ? stampPaths(await listBuildInputs({ config, ...course, looked })) : null;
  const writtenFiles = config.useCache ? openWrittenFiles(config) : undefined;
  const digestOf = writtenFiles?.digestOf;
  const build = (reuse: boolean): Promise<BuiltSite> =>
    config.privacy.redact
      ? // All reports are copied even for a part: the names of the copies depend on each other.
        withRedaction(course, { config, hooks }, ({ folders, root, settle }) =>
          buildFrom({ ...course, folders }, { config: { ...config, root }, hooks, cohort, settle, reuse, digestOf }),
        )
      : buildFrom(course, { config, hooks, cohort, settle: (group) => group, reuse, digestOf });
  const built = await build(true).catch((error: unknown) => {
    // The cache is damaged, or another process is pruning it.
    if (error instanceof LostContent) return build(false);
    throw error;
  });
  const { result, files, isFinal } = built;
  const outputs = writtenFiles?.save(files);
  if (request && inputs && outputs && isFinal) recordBuild(request, { inputs, outputs, result });
  return result;
}

/** Whether the files that a build reads determine what it writes. */
function isRepeatable({ useCache, configSources }: Config): boolean {
  return useCache && configSources !== null;
}

interface BuildTask extends MakeTask, Pick<WriteTask, 'digestOf'> {
  /** Whether there are pages over all groups. */
  readonly cohort: boolean;
}

interface BuiltSite extends WrittenSite {
  /** False when a figure could not be downloaded, or maybe only not on this machine: the next build tries again. */
  readonly isFinal: boolean;
}

/** The build behind the finding of reports. */
async function buildFrom(course: Course, { cohort, digestOf, ...task }: BuildTask): Promise<BuiltSite> {
  const { templates } = course;
  const { config, hooks } = task;
  const { shard } = config;
  const folders = shardOf(course.folders, shard);
  const { groups, context, figures, keptTexts, prune, cacheNotes } = await makeGroups({ templates, folders }, task);
  const total = course.folders.length;
  const more = shard ? await partFiles({ groups, config, shard, total }) : [];
  const written = await writeGroups(groups, {
    config,
    hooks,
    templates,
    cohort,
    context,
    figures,
    keptTexts,
    more,
    digestOf,
  });
  if (config.complete) await prune();
  const { result, files } = written;
  return {
    result: { ...result, notes: [...result.notes, ...cacheNotes()] },
    files,
    isFinal: groups.every((group) => isFinal(group, config)),
  };
}

function isFinal(group: MadeGroup, { figures: { remote } }: Config): boolean {
  return 'failure' in group || (!group.isProvisional && (remote === null || group.unreachable.length === 0));
}

function shardOf(folders: readonly ReportFolder[], shard: Config['shard']): readonly ReportFolder[] {
  return shard === null ? folders : folders.filter((_, index) => index % shard.count === shard.index - 1);
}
