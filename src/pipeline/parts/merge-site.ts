import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../../config/config.js';
import { sha256 } from '../../model/sha256.js';
import { UserError } from '../../model/user-error.js';
import { recoverSite } from '../../site/write.js';
import { readRange } from '../../store/read-range.js';
import type { BuildHooks, BuildResult } from '../build-result.js';
import { addFigures, noFigures } from '../group/figure-totals.js';
import { courseDigest, openDigests } from '../group/group-key.js';
import type { GroupOutput, MadeGroup } from '../group/group-output.js';
import { completeOutput, type FileDigest, type OutputJson } from '../group/output-json.js';
import { type Share, shareValues } from '../group/share-values.js';
import type { ReportFolder } from '../load/discover-reports.js';
import { loadTemplates } from '../load/load-templates.js';
import { openPageContext } from '../site/page-context.js';
import { writeGroups } from '../site/write-groups.js';
import { type PartEntry, type PartIndex, pathOf } from './part-files.js';
import { type Part, readPartFlags, readParts } from './read-parts.js';

/**
 * Joins the parts that `report html --shard` made into the site that one build would have made.
 *
 * @param folders The parts' sites, in any order.
 * @param configure Gives the configuration with the flags that the parts were built with.
 * @throws UserError when parts are missing, double, damaged, or of another version or configuration; the signal's reason
 * when aborted, the old site untouched
 */
export async function mergeSite(
  folders: readonly string[],
  configure: (flags: PartIndex['flags']) => Promise<Config>,
  hooks: BuildHooks,
): Promise<BuildResult> {
  for (const folder of folders) await recoverSite(path.resolve(folder));
  const config = await configure(await readPartFlags(folders));
  refuseOut(folders, config);
  const course = courseDigest(config, openDigests(config));
  const templates = await loadTemplates(config.templates, config.questions);
  const parts = await readParts(folders, course);
  const places = inOrder(parts);
  const share = shareValues();
  const groups = await Promise.all(places.map((place) => readGroup(place, config, share)));
  const commits = new Map(places.map(({ entry }) => [entry.slug, entry.commit]));
  const { result } = await writeGroups(groups, {
    config,
    hooks,
    templates,
    cohort: groups.length > 1,
    context: await openPageContext(config),
    figures: addFigures(
      noFigures,
      groups.filter((group): group is GroupOutput => 'summary' in group),
    ),
    commitOf: async ({ slug }) => commits.get(slug) ?? null,
  });
  return result;
}

function refuseOut(folders: readonly string[], { root, out }: Config): void {
  for (const folder of folders)
    if (path.resolve(root, folder) === out)
      throw new UserError(
        `${folder} is a part, and the merged site would replace it.`,
        'Choose another folder with `--out`.',
      );
}

interface Place {
  readonly part: Part;
  readonly entry: PartEntry;
}

/** Part i of n has every n-th group, from the i-th on. */
function inOrder(parts: readonly Part[]): readonly Place[] {
  const [first] = parts;
  return Array.from({ length: first?.groups ?? 0 }, (_, place) => {
    const part = parts[place % parts.length];
    const entry = part?.entries[Math.floor(place / parts.length)];
    if (!part || !entry)
      throw new UserError(`${part?.folder ?? 'A part'} has fewer groups than it should.`, 'Build it again.');
    return { part, entry };
  });
}

async function readGroup({ part, entry }: Place, { root }: Config, share: Share): Promise<MadeGroup> {
  const { slug, group, readme, hasReadme, absent, content } = entry;
  const source: ReportFolder = {
    folder: path.resolve(root, path.dirname(readme)),
    group,
    slug,
    ...(absent ? { absent } : {}),
    ...(hasReadme ? { readme: path.basename(readme) } : {}),
  };
  if ('failure' in content) return { source, failure: content.failure };
  const file = { path: pathOf(source), sha256: content.sha256 };
  const bytes = await readPartFile(part, file);
  const end = bytes.indexOf(newline);
  const json = JSON.parse(Buffer.from(bytes.subarray(0, end)).toString('utf8')) as OutputJson;
  return completeOutput(json, {
    source,
    share,
    read: ({ start, length }) => readRange(path.join(part.folder, file.path), { start: end + 1 + start, length }),
    lost: () => changed(path.join(part.folder, file.path)),
    contentOf: (file) => () => readPartFile(part, file),
  });
}

const newline = 10;

/** Reads a file of a part that has to be what it was when the part was built. */
async function readPartFile({ folder }: Part, { path: name, sha256: digest }: FileDigest): Promise<Uint8Array> {
  const bytes = await readFile(path.join(folder, name)).catch(() => undefined);
  if (bytes && sha256(bytes) === digest) return bytes;
  throw bytes ? changed(path.join(folder, name)) : unusable(`${path.join(folder, name)} is missing.`);
}

function changed(file: string): UserError {
  return unusable(`${file} is not what it was when the part was built.`);
}

function unusable(message: string): UserError {
  return new UserError(message, 'Build this part again, and copy it as it is.');
}
