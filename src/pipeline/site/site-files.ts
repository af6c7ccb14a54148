import pLimit from 'p-limit';
import type { Config } from '../../config/config.js';
import { once } from '../../model/once.js';
import type { Template } from '../../parse/template/template.js';
import { runInterruptibly } from '../../process/interrupts.js';
import type { SiteFile } from '../../site/plan.js';
import type { MadeGroup } from '../group/group-output.js';
import { failureFile, type PageContext } from '../group/group-page.js';
import { type KeptTexts, noKeptTexts } from '../incremental/kept-texts.js';
import type { ReportFolder } from '../load/discover-reports.js';
import { displayReadme } from '../load/load-reports.js';
import { cohortFigures, gatherCohort } from './cohort-files.js';
import { cohortPages } from './cohort-pages.js';
import { createCommitLookup } from './commit-lookup.js';
import { manifestFile } from './manifest.js';
import { startPages } from './start-page.js';

/** What a site is made of. */
export interface SiteInput {
  readonly groups: readonly MadeGroup[];
  readonly config: Config;
  readonly context: PageContext;
  readonly templates: readonly Template[];
  /** Whether there are pages over all groups. */
  readonly cohort: boolean;
  /** Keeps the pages over all groups between builds; without it they are made anew. */
  readonly keptTexts?: KeptTexts;
  /** Ends the making of pages. */
  readonly signal: AbortSignal;
  /** The commit that a group's folder is checked out at; null where that is not known. */
  readonly commitOf?: (source: ReportFolder) => Promise<string | null>;
}

/** Every file of a site, each made when it is first asked for: the list that a build writes and a preview serves. */
export interface SiteFiles {
  /** The files of each group, by slug. */
  readonly groups: ReadonlyMap<string, () => readonly SiteFile[]>;
  /** The pages over all groups, or the start page of a site with one; by path. */
  readonly pages: () => ReadonlyMap<string, () => Promise<SiteFile>>;
  /** Figures of the pages over all groups that no report has beside it. */
  readonly figures: readonly SiteFile[];
  readonly manifest: () => Promise<SiteFile>;
}

/** Lists the files of a site. */
export function listSiteFiles({
  groups,
  config,
  context,
  templates,
  cohort,
  commitOf,
  ...making
}: SiteInput): SiteFiles {
  const { site, questions: settings, maxPartBytes } = config;
  const source = { id: site.id, templates, settings, maxPartBytes };
  const gathered = once(() => (cohort ? gatherCohort(groups, context, source) : null));
  const filesOf = (group: MadeGroup): readonly SiteFile[] => {
    if (!('failure' in group)) return group.files;
    const path = displayReadme(config.root, group.source);
    return [failureFile(group, { path, pages: gathered()?.pages ?? [], context })];
  };
  const byGroup = new Map(groups.map((group) => [group.source.slug, once(() => filesOf(group))]));
  const pages = once(() => {
    const all = gathered();
    const shared = all ? cohortPages(all, { context, keptTexts: noKeptTexts, ...making }) : startPages(groups, context);
    return new Map(shared.map(({ path, make }) => [path, once(async () => ({ path, ...(await make()) }))]));
  });
  const figures = cohort ? cohortFigures(groups) : [];
  return {
    groups: byGroup,
    pages,
    figures,
    manifest: once(async () => {
      const lookUp = commitOf ?? createCommitLookup();
      const entries = groups.map(async (group) => ({
        group,
        commit: await lookUp(group.source),
        files: byGroup.get(group.source.slug)?.() ?? [],
      }));
      const shared: SiteFile[] = [...figures];
      for (const page of pages().values()) shared.push(await page());
      return manifestFile(await Promise.all(entries), { shared, audience: config.audience });
    }),
  };
}

/**
 * Makes every file of a site.
 *
 * @throws UserError for a fault in one of the course's layouts; the signal's reason when aborted
 */
export async function makeSiteFiles(site: SiteFiles, signal: AbortSignal): Promise<readonly SiteFile[]> {
  const files = await runInterruptibly(signal, () => [...site.groups.values()].flatMap((group) => group()));
  const pages = await runInterruptibly(signal, () => [...site.pages().values()]);
  const limit = pLimit(pagesAtOnce);
  const making = pages.map((page) =>
    limit(() => {
      signal.throwIfAborted();
      return page();
    }),
  );
  try {
    return [...files, ...(await Promise.all(making)), ...site.figures, await site.manifest()];
  } finally {
    limit.clearQueue();
  }
}

/** Pages over all groups that are made at once: while one waits for what it reads and keeps, another one is rendered. */
const pagesAtOnce = 3;
