import pLimit from 'p-limit';
import { openCache } from '../cache/store.js';
import { viewCohort } from '../cohort/view-cohort.js';
import type { Config } from '../config/config.js';
import { guardOut } from '../config/guard-out.js';
import { createFigureOptimizer, type FigureOptimizer } from '../figures/optimize.js';
import { questionsOf } from '../model/report.js';
import { fencesIn } from '../parse/fence-languages.js';
import type { Template } from '../parse/template.js';
import { loadHighlight } from '../render/highlight.js';
import { loadMath } from '../render/math.js';
import { openPages } from '../render/page.js';
import { createProseRenderer } from '../render/prose.js';
import { openLayouts } from '../render/templates.js';
import type { SiteFacts } from '../render/view-report.js';
import { planSite, type SiteFile } from '../site/plan.js';
import { writeSite } from '../site/write.js';
import { type BuiltGroup, displayPath, type FailedGroup, finishGroup, readGroup } from './build-group.js';
import { createCommitLookup } from './commit.js';
import { discoverReports, type ReportFolder } from './discover.js';
import { failureFile, groupFiles, type PageContext, pageAddress } from './group-page.js';
import { loadTemplates } from './load-templates.js';
import { manifestFile } from './manifest.js';
import { generator, packageAssets, packageLayouts } from './package-files.js';
import type { BuildHooks, BuildResult } from './result.js';

/** Reports in work at once: enough to keep the figures' cores busy, few enough to bound memory. */
const parallelGroups = 8;

/**
 * Builds the site: finds the reports, reads and checks them, prepares their figures, renders their pages, and swaps the
 * whole in. A group that cannot be built gets a page that says why, and the others are built all the same.
 *
 * @throws UserError for wrong configuration; the signal's reason when aborted, the old site untouched
 */
export async function buildSite(config: Config, { signal, onProgress }: BuildHooks): Promise<BuildResult> {
  const [folders, templates] = await Promise.all([
    discoverReports(config.reports, config.root),
    loadTemplates(config.templates),
  ]);
  guardOut(
    config,
    folders.map(({ folder }) => folder),
  );
  const chosen = shardOf(folders, config);
  const groups = await buildGroups(chosen, config, { signal, onProgress }, templates);

  onProgress({ stage: 'Rendering pages', done: 0, total: chosen.length });
  const cohort = folders.length > 1;
  const pages = await openPageContext(config, groups.built);
  const commitOf = createCommitLookup();
  const entries = await Promise.all(
    groups.built.map(async (group) => ({
      group,
      commit: await commitOf(group.source.folder),
      files:
        'failure' in group
          ? [failureFile(group, displayPath(config.root, group.source.folder), pages)]
          : await groupFiles(group, pages),
    })),
  );
  signal.throwIfAborted();
  const files: SiteFile[] = [
    ...entries.flatMap((entry) => entry.files),
    ...(cohort ? [cohortFile(groups.built, config, pages)] : []),
    manifestFile(entries, generator, config.words),
  ];
  onProgress({ stage: 'Writing the site', done: 0, total: files.length });
  const site = await writeSite(planSite(files), config.out, { signal });
  // What a part of the reports does not use, the others may.
  if (config.shard === null) await groups.prune();
  return { groups: groups.built.map(toResult), figures: groups.figures(), site, out: config.out };
}

function shardOf(folders: readonly ReportFolder[], { shard }: Config): readonly ReportFolder[] {
  return shard === null ? folders : folders.filter((_, index) => index % shard.count === shard.index - 1);
}

interface Groups {
  readonly built: readonly (BuiltGroup | FailedGroup)[];
  readonly figures: () => BuildResult['figures'];
  readonly prune: () => Promise<void>;
}

async function buildGroups(
  folders: readonly ReportFolder[],
  config: Config,
  { signal, onProgress }: BuildHooks,
  templates: readonly Template[],
): Promise<Groups> {
  const limit = pLimit(parallelGroups);
  let groupsRead = 0;
  const read = await Promise.all(
    folders.map((folder) =>
      limit(async () => {
        signal.throwIfAborted();
        const group = await readGroup(folder, config, templates);
        groupsRead += 1;
        onProgress({ stage: 'Reading reports', done: groupsRead, total: folders.length });
        return group;
      }),
    ),
  );
  const total = read.reduce((sum, group) => sum + ('targets' in group ? group.targets.size : 0), 0);
  const optimizer = openOptimizer(config, (done) => onProgress({ stage: 'Preparing figures', done, total }));
  const built = await Promise.all(
    read.map((group) => ('failure' in group ? group : limit(() => finishGroup(group, config, optimizer, signal)))),
  );
  return {
    built,
    prune: () => optimizer.prune(),
    figures: () => {
      const { figures, encoded, fromCache: cached, failed, sourceBytes, outputBytes } = optimizer.counts();
      return { total: figures, encoded, cached, failed, sourceBytes, outputBytes };
    },
  };
}

function openOptimizer({ figures, cacheFolder, useCache }: Config, onFigure: (done: number) => void): FigureOptimizer {
  const { remote } = figures;
  return createFigureOptimizer({
    options: figures,
    cache: openCache(cacheFolder, { enabled: useCache }),
    remote:
      remote === null
        ? { enabled: false }
        : { enabled: true, allowHosts: remote.allow, timeout: remote.timeoutMs, maxBytes: remote.maxBytes },
    onProgress: (counts) => onFigure(counts.figures),
  });
}

async function openPageContext(config: Config, groups: readonly (BuiltGroup | FailedGroup)[]): Promise<PageContext> {
  const site: SiteFacts = { ...config.site, cohortHref: null, generator };
  const languages = config.highlight
    ? groups.flatMap((group) =>
        'report' in group ? questionsOf(group.report).flatMap(({ answer }) => fencesIn(answer.markdown)) : [],
      )
    : [];
  return {
    renderPage: await openPages(openLayouts([config.layouts, packageLayouts]), [config.assets, ...packageAssets]),
    renderer: createProseRenderer([
      ...(config.math ? [await loadMath()] : []),
      ...(config.markdown ? [config.markdown] : []),
    ]),
    highlight: await loadHighlight(languages),
    site,
    counting: config.words,
    singleFile: config.singleFile,
  };
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
