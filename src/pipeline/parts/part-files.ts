import path from 'node:path';
import type { Config, Shard } from '../../config/config.js';
import { generator } from '../../config/package-files.js';
import type { Audience } from '../../model/audience.js';
import { partFolder } from '../../model/part-folder.js';
import { sha256 } from '../../model/sha256.js';
import type { SiteFile } from '../../site/plan.js';
import { courseDigest, openDigests } from '../group/group-key.js';
import type { GroupOutput, MadeGroup } from '../group/group-output.js';
import { encodeOutput } from '../group/output-json.js';
import type { ReportFolder } from '../load/discover-reports.js';
import { displayReadme } from '../load/load-reports.js';
import type { ReadFailure } from '../load/read-readme.js';
import { cohortFigures } from '../site/cohort-files.js';
import { createCommitLookup } from '../site/commit-lookup.js';

/** The index of a part. */
export interface PartIndex {
  readonly generator: string;
  /** Digest of what the output of every group depends on; see `courseDigest`. */
  readonly course: string;
  readonly shard: Shard;
  /** Flags that override the configuration; paths are relative to the course. */
  readonly flags: { readonly template: readonly string[]; readonly singleFile: boolean; readonly for: Audience };
  /** Number of groups in the whole course. */
  readonly groups: number;
  readonly entries: readonly PartEntry[];
}

/** A group of a part. */
export interface PartEntry {
  readonly slug: string;
  readonly group: string;
  /** The path of its README as messages name it; of one that is missing, where it should be. */
  readonly readme: string;
  readonly hasReadme: boolean;
  /** See `ReportFolder`. */
  readonly absent?: true;
  readonly commit: string | null;
  /** Digest of its file in the part's folder, or why its report could not be read. */
  readonly content: { readonly sha256: string } | { readonly failure: ReadFailure };
}

/** What the files of a part are made of. */
export interface PartInput {
  readonly groups: readonly MadeGroup[];
  readonly config: Config;
  readonly shard: Shard;
  /** Number of groups in the whole course. */
  readonly total: number;
}

/** The files that a part of a site holds beside its pages: all that the pages over all groups need of its groups. */
export async function partFiles({ groups, config, shard, total }: PartInput): Promise<readonly SiteFile[]> {
  const course = courseDigest(config, openDigests(config));
  const commitOf = createCommitLookup();
  const files = await Promise.all(groups.flatMap((group) => ('failure' in group ? [] : [fileOf(group)])));
  const digests = new Map(files.map(({ path, sha256: digest }) => [path, digest]));
  const entries = groups.map(async (group): Promise<PartEntry> => {
    const { source } = group;
    return {
      slug: source.slug,
      group: source.group,
      readme: displayReadme(config.root, source),
      hasReadme: source.readme !== undefined,
      ...(source.absent ? { absent: true } : {}),
      commit: await commitOf(source),
      content: 'failure' in group ? { failure: group.failure } : { sha256: digests.get(pathOf(source)) ?? '' },
    };
  });
  const template = config.templates.map((file) => path.relative(config.root, file));
  const flags = { template, singleFile: config.singleFile, for: config.audience };
  const index: PartIndex = { generator, course, flags, shard, groups: total, entries: await Promise.all(entries) };
  return [
    { path: `${partFolder}/part.json`, content: `${JSON.stringify(index)}\n` },
    ...files,
    ...cohortFigures(groups),
  ];
}

/** The path of a group's file in its part's site. */
export function pathOf({ slug }: Pick<ReportFolder, 'slug'>): string {
  return `${partFolder}/${slug}.json`;
}

/** The output without its content on the first line, as JSON, and the content below it. */
async function fileOf(group: GroupOutput): Promise<SiteFile & { readonly sha256: string }> {
  const { bytes, lengths } = await group.encodeContent();
  const content = Buffer.concat([Buffer.from(`${encodeOutput(group, lengths)}\n`), bytes]);
  return { path: pathOf(group.source), content, sha256: sha256(content) };
}
