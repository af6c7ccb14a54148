import pLimit from 'p-limit';
import type { Config, Flags } from '../../config/config.js';
import { loadConfig } from '../../config/load.js';
import { resolveConfig } from '../../config/resolve.js';
import type { Template } from '../../parse/template.js';
import { type Highlight, loadHighlight } from '../../render/html/highlight.js';
import type { BuildHooks } from '../build-result.js';
import { openOptimizer, parallelGroups } from '../group/build-groups.js';
import { groupPage, type PageContext } from '../group/group-page.js';
import type { RenderedGroup } from '../group/render-groups.js';
import { discoverReports, type ReportFolder } from '../load/discover-reports.js';
import { unlessBroken } from '../load/isolate-failure.js';
import { loadTemplates } from '../load/load-templates.js';
import { naturalOrder } from '../load/natural-order.js';
import { openPageTools } from '../site/page-context.js';
import type { Changes } from './changes.js';
import { type GroupState, remakeGroup } from './remake-group.js';
import { type Snapshot, takeSnapshot } from './snapshot.js';

/** A built site with its inputs and intermediate results, for incremental rebuilds. */
export interface BuiltSite {
  readonly config: Config;
  readonly templates: readonly Template[];
  readonly folders: readonly ReportFolder[];
  /** By report folder. */
  readonly groups: ReadonlyMap<string, SiteGroup>;
  readonly context: PageContext;
  /** The languages of all code blocks, joined: one that embeds others is highlighted differently when those are loaded. */
  readonly languages: string;
  readonly snapshot: Snapshot;
}

/** One group of a site. */
export interface SiteGroup extends GroupState {
  readonly rendered: RenderedGroup;
}

/** Input of every build of a preview. */
export interface SiteInput {
  readonly root: string;
  readonly flags: Flags;
  readonly hooks: BuildHooks;
}

/** The changes of a first build: everything. */
export const allChanged: Changes = { config: true, templates: true, pages: true, reports: true, folders: new Map() };

/**
 * Rebuilds a site after a change, reusing what is still valid of the last build.
 *
 * @throws UserError for what stops a build as well: wrong configuration, a fault in a layout, no report at all
 */
export async function rebuild(input: SiteInput, changes: Changes, before?: BuiltSite): Promise<BuiltSite> {
  const config = before && !changes.config ? before.config : await readConfig(input);
  const known = changes.config ? undefined : before;
  const templates = known && !changes.templates ? known.templates : await loadTemplates(config.templates);
  const folders = known && !changes.reports ? known.folders : await discoverReports(config.reports, config.root);
  const states = await remakeGroups(folders, { input, config, templates, changes, known });
  // A README that could not be read may have been renamed or removed: discover the reports again.
  const lost = [...states.values()].some(
    (state) => 'failure' in state.read && known?.groups.get(state.read.source.folder) !== state,
  );
  if (lost && known && !changes.reports) return rebuild(input, { ...changes, reports: true }, before);
  const { context, languages } = await openContext([...states.values()], { config, changes, known });
  const groups = new Map<string, SiteGroup>();
  for (const [folder, state] of states) {
    const old = known?.groups.get(folder);
    const same = old?.built === state.built && known?.context === context;
    groups.set(folder, same ? old : { ...state, rendered: await render(state, context, input.hooks.signal) });
  }
  const rendered = folders.flatMap(({ folder }) => groups.get(folder)?.rendered ?? []);
  const snapshot = takeSnapshot(rendered, { config, context });
  if (changes.pages || !known) snapshot.makeAll();
  return { config, templates, folders, groups, context, languages, snapshot };
}

async function readConfig({ root, flags }: SiteInput): Promise<Config> {
  return resolveConfig({ root, loaded: await loadConfig(root), flags });
}

interface RemakeTask {
  readonly input: SiteInput;
  readonly config: Config;
  readonly templates: readonly Template[];
  readonly changes: Changes;
  readonly known: BuiltSite | undefined;
}

/** Rebuilds the groups that changed. */
async function remakeGroups(
  folders: readonly ReportFolder[],
  task: RemakeTask,
): Promise<ReadonlyMap<string, GroupState>> {
  const { signal, onProgress } = task.input.hooks;
  const optimizer = openOptimizer(task.config, () => undefined);
  const limit = pLimit(parallelGroups);
  let done = 0;
  const states = await Promise.all(
    folders.map((source) => {
      const kept = unchanged(source, task);
      if (kept) return [source.folder, kept] as const;
      return limit(async () => {
        signal.throwIfAborted();
        const { config, templates } = task;
        const state = await remakeGroup(source, { config, templates, optimizer, signal }, figuresOf(source, task));
        done += 1;
        onProgress({ stage: 'Reading reports', done, total: folders.length });
        return [source.folder, state] as const;
      });
    }),
  );
  return new Map(states);
}

/** The group’s last build, when none of its inputs changed. */
function unchanged(source: ReportFolder, { changes, known }: RemakeTask): SiteGroup | undefined {
  const before = known?.groups.get(source.folder);
  if (!before || changes.templates || changes.folders.has(source.folder)) return undefined;
  const { slug, readme } = before.read.source;
  // The slug may change because another group was added.
  return slug === source.slug && readme === source.readme ? before : undefined;
}

/** The group’s last build, when only its README changed. */
function figuresOf(source: ReportFolder, { changes, known }: RemakeTask): SiteGroup | undefined {
  const files = changes.folders.get(source.folder) ?? [];
  return files.every(isReadme) ? known?.groups.get(source.folder) : undefined;
}

function isReadme(file: string): boolean {
  return /[\\/]readme\.md$/i.test(file);
}

interface ContextTask {
  readonly config: Config;
  readonly changes: Changes;
  readonly known: BuiltSite | undefined;
}

async function openContext(
  states: readonly GroupState[],
  { config, changes, known }: ContextTask,
): Promise<{ readonly context: PageContext; readonly languages: string }> {
  const wanted = config.highlight ? [...new Set(states.flatMap(({ languages }) => languages))] : [];
  const languages = wanted.sort(naturalOrder).join(' ');
  const sameCode = known?.languages === languages;
  if (known && sameCode && !changes.pages) return { context: known.context, languages };
  const tools = known && !changes.pages ? known.context : await openPageTools(config);
  const highlight: Highlight = known && sameCode ? known.context.highlight : await loadHighlight(wanted);
  return { context: { ...tools, highlight }, languages };
}

async function render({ built }: GroupState, context: PageContext, signal: AbortSignal): Promise<RenderedGroup> {
  // Only the manifest holds the commit; the snapshot looks it up on request.
  const commit = null;
  if ('failure' in built) return { group: built, commit };
  const page = await unlessBroken(built.source, signal, () => groupPage(built, context));
  return 'failure' in page ? { group: page, commit } : { group: built, commit, ...page };
}
