import type { Config, Flags } from '../../config/config.js';
import { loadConfig } from '../../config/load.js';
import { resolveConfig } from '../../config/resolve.js';
import type { Template } from '../../parse/template/template.js';
import type { EditorLink } from '../../render/report/problem-places.js';
import { openStore } from '../../store/store.js';
import type { BuildHooks } from '../build-result.js';
import type { MadeGroup } from '../group/group-output.js';
import type { PageContext } from '../group/group-page.js';
import { openOptimizer } from '../group/open-optimizer.js';
import { renderGroup } from '../group/render-group.js';
import type { ReportFolder } from '../load/discover-reports.js';
import { isolateFailure } from '../load/isolate-failure.js';
import { type Course, loadReports, openCourse } from '../load/load-reports.js';
import { openPageContext } from '../site/page-context.js';
import { editorLink } from './editor-link.js';
import type { RebuildScope } from './rebuild-scope.js';
import { failedState, type GroupState, remakeGroup } from './remake-group.js';
import { type Snapshot, takeSnapshot } from './snapshot.js';

/** A built site with its inputs and intermediate results, for incremental rebuilds. */
export interface BuiltSite {
  readonly config: Config;
  readonly templates: readonly Template[];
  readonly folders: readonly ReportFolder[];
  /** By report folder. */
  readonly groups: ReadonlyMap<string, SiteGroup>;
  readonly context: PageContext;
  readonly snapshot: Snapshot;
}

/** One group of a site. */
export interface SiteGroup extends GroupState {
  readonly rendered: MadeGroup;
}

/** Input of every build of a preview. */
export interface SiteInput {
  readonly root: string;
  readonly flags: Flags;
  readonly hooks: BuildHooks;
  /** Problems lead to the editor: only where the pages are shown on this machine alone. */
  readonly editor?: boolean;
}

/** The changes of a first build: everything. */
export const allChanged: RebuildScope = {
  config: true,
  templates: true,
  pages: true,
  reports: true,
  folders: new Map(),
};

/**
 * Rebuilds a site after a change, reusing what is still valid of the last build.
 *
 * @throws UserError for what stops a build as well: wrong configuration, a fault in a layout, no report at all
 */
export async function rebuild(input: SiteInput, changes: RebuildScope, before?: BuiltSite): Promise<BuiltSite> {
  const { signal } = input.hooks;
  const config = before && !changes.config ? before.config : await readConfig(input);
  const known = changes.config ? undefined : before;
  const course = await openCourse(config, {
    ...(known && !changes.templates ? { templates: known.templates } : {}),
    ...(known && !changes.reports ? { folders: known.folders } : {}),
  });
  const { folders, templates } = course;
  const states = await remakeGroups(course, { input, config, changes, known });
  // Why a README cannot be read is told by what there is in its folder now.
  const lost = [...states.values()].some(
    (state) => 'failure' in state.read && known?.groups.get(state.read.source.folder) !== state,
  );
  if (lost && known && !changes.reports) return rebuild(input, { ...changes, reports: true }, before);
  const context =
    known && !changes.pages ? known.context : { ...(await openPageContext(config)), editor: editorOf(config, input) };
  const groups = new Map<string, SiteGroup>();
  for (const [folder, state] of states) {
    const old = known?.groups.get(folder);
    const same = old?.prepared === state.prepared && known?.context === context;
    groups.set(folder, same ? old : { ...state, rendered: await render(state, context, signal) });
  }
  const rendered = folders.flatMap(({ folder }) => groups.get(folder)?.rendered ?? []);
  const snapshot = takeSnapshot({ groups: rendered, config, context, templates, cohort: rendered.length > 1, signal });
  if (changes.pages || !known) await snapshot.makePages(signal);
  return { config, templates, folders, groups, context, snapshot };
}

function editorOf({ root, watch }: Config, { editor = false }: SiteInput): EditorLink | undefined {
  const pattern = watch.editor;
  if (!editor || pattern === null) return undefined;
  return (file, { line, column }) => editorLink(pattern, root, { file, line, column });
}

async function readConfig({ root, flags }: SiteInput): Promise<Config> {
  return resolveConfig({ root, loaded: await loadConfig(root), flags });
}

interface RemakeTask {
  readonly input: SiteInput;
  readonly config: Config;
  readonly changes: RebuildScope;
  readonly known: BuiltSite | undefined;
}

/** Makes those groups anew that changed. */
async function remakeGroups(course: Course, task: RemakeTask): Promise<ReadonlyMap<string, GroupState>> {
  const { config, input } = task;
  const { hooks } = input;
  const store = openStore(config.cacheFolder, { enabled: config.useCache });
  const optimizer = openOptimizer(config, store, () => undefined);
  const kept = new Map(course.folders.map((source) => [source.folder, unchanged(source, task)]));
  const changed = course.folders.filter(({ folder }) => kept.get(folder) === undefined);
  const made = await loadReports(
    { ...course, folders: changed },
    {
      config,
      hooks,
      stage: 'Reading reports',
      each: (read) => remakeGroup(read, { config, optimizer, signal: hooks.signal }, figuresOf(read.source, task)),
    },
  );
  const states = made.map((state) => ('failure' in state ? failedState(state) : state));
  const remade = new Map(states.map((state) => [state.read.source.folder, state]));
  return new Map(
    course.folders.flatMap(({ folder }) => {
      const state = kept.get(folder) ?? remade.get(folder);
      return state ? [[folder, state] as const] : [];
    }),
  );
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

async function render({ prepared }: GroupState, context: PageContext, signal: AbortSignal): Promise<MadeGroup> {
  if ('failure' in prepared) return prepared;
  return isolateFailure(prepared.source, signal, () => renderGroup(prepared, context, { signal }));
}
