import type { Cohort } from '../../cohort/cohort.js';
import type { Config } from '../../config/config.js';
import { generator } from '../../config/package-files.js';
import type { SiteFile } from '../../site/plan.js';
import { displayReadme } from '../group/build-group.js';
import { failureFile, type PageContext } from '../group/group-page.js';
import type { RenderedGroup } from '../group/render-groups.js';
import { cohortPages, gatherCohort } from '../site/cohort-files.js';
import { createCommitLookup } from '../site/commit-lookup.js';
import { manifestFile } from '../site/manifest.js';
import { startFile } from '../site/start-page.js';

/** The site after one build. Files are rendered lazily, on the first request. */
export interface Snapshot {
  /** Returns the content of a file; undefined when the site has no such file. */
  read(path: string): Promise<Uint8Array | undefined>;
  /**
   * Renders every page over all groups, so that faults in a layout are found now.
   *
   * @throws UserError for a fault in one of the course's layouts
   */
  makeAll(): void;
}

/** What the pages are rendered with. */
export interface SnapshotInput {
  readonly config: Config;
  readonly context: PageContext;
}

/** Assembles the same files, byte for byte, as a build writes. */
export function takeSnapshot(groups: readonly RenderedGroup[], input: SnapshotInput): Snapshot {
  const { config, context } = input;
  const cohort = once(() => (groups.length > 1 ? gatherCohort(groups, context) : null));
  const own = new Map(groups.map((group) => [group.group.source.slug, once(() => filesOf(group, cohort(), input))]));
  const shared = once(() => sharedPages(groups, cohort(), context));
  const manifest = once(async () => {
    const commitOf = createCommitLookup();
    const entries = await Promise.all(
      groups.map(async (group) => ({
        rendered: { ...group, commit: await commitOf(group.group.source.folder) },
        files: filesOf(group, cohort(), input),
      })),
    );
    return manifestFile(entries, generator, config.words);
  });
  return {
    read: async (path) => {
      if (path === 'manifest.json') return bytesOf(await manifest());
      const slug = path.split('/')[0] ?? '';
      const file = own
        .get(slug)?.()
        .find((candidate) => candidate.path === path);
      if (file) return bytesOf(file);
      const page = shared().get(path);
      return page && Buffer.from(page());
    },
    makeAll: () => {
      for (const page of shared().values()) page();
    },
  };
}

/** The files of one group. */
function filesOf(
  rendered: RenderedGroup,
  cohort: Cohort | null,
  { config, context }: SnapshotInput,
): readonly SiteFile[] {
  if ('files' in rendered) return rendered.files;
  const path = displayReadme(config.root, rendered.group.source);
  return [failureFile(rendered.group, { path, pages: cohort?.pages ?? [], context })];
}

/** The pages over all groups, or the start page of a site with one. */
function sharedPages(
  groups: readonly RenderedGroup[],
  cohort: Cohort | null,
  context: PageContext,
): ReadonlyMap<string, () => string> {
  if (cohort) return new Map(cohortPages(cohort, context).map(({ path, render }) => [path, once(render)]));
  return new Map(startFile(groups, context).map(({ path, content }) => [path, () => String(content)]));
}

async function bytesOf({ content }: SiteFile): Promise<Uint8Array> {
  if (typeof content === 'function') return content();
  return typeof content === 'string' ? Buffer.from(content) : content;
}

/** Computes a value on the first call. */
function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
