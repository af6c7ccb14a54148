import path from 'node:path';
import { configNames } from '../../config/config-names.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { countProblems } from '../../model/report-progress.js';
import { UserError } from '../../model/user-error.js';
import { pageAddress } from '../group/group-page.js';
import { isPattern } from '../load/discover-reports.js';
import { editedQuestion } from './edited-question.js';
import { allChanged, type BuiltSite, rebuild, type SiteGroup, type SiteInput } from './rebuild.js';
import { rebuildScope } from './rebuild-scope.js';

/** A site in memory that is rebuilt as its sources change. */
export interface Preview {
  /** Returns the current content of a file of the site; undefined when there is none. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** What to watch after the last build, absolute paths. */
  watched(): Promise<{ readonly targets: readonly string[]; readonly ignored: readonly string[] }>;
  /**
   * Rebuilds the site after changes. When that fails the last site stays, and the changes are retried with the next ones.
   */
  update(paths: ReadonlySet<string>): Promise<Update>;
}

/** The result of a build. */
export interface Update {
  /** Why the whole build, or a page, failed. */
  readonly faults: readonly PreviewFault[];
  /** The question being edited. */
  readonly edited: { readonly page: string; readonly anchor: string } | null;
  /** How complete each report is, by its page. */
  readonly standings: ReadonlyMap<string, ReportStanding>;
  /** Whether the files to watch have changed. */
  readonly rewatch: boolean;
  /** Groups that were rebuilt. */
  readonly remade: readonly string[];
  /** Problems of the rebuilt groups. */
  readonly diagnostics: readonly Diagnostic[];
  readonly totals: { readonly groups: number; readonly errors: number; readonly warnings: number };
}

/** Why a page could not be brought up to date. */
export interface PreviewFault {
  readonly message: string;
  readonly advice?: string;
  /** The page that failed; absent when the whole build did. */
  readonly page?: string;
}

/** How complete a report is. */
export interface ReportStanding {
  readonly answered: number;
  readonly questions: number;
  readonly problems: number;
}

/**
 * Builds a site in memory and keeps it up to date. Nothing is written but the cache of figures.
 *
 * @throws UserError when the first build cannot be done
 */
export async function openPreview(input: SiteInput): Promise<{ readonly preview: Preview; readonly first: Update }> {
  let site = await rebuild(input, allChanged);
  let pending = new Set<string>();
  const preview: Preview = {
    read: (file) => site.snapshot.read(file),
    watched: () => watchedOf(site),
    update: async (paths) => {
      pending = new Set([...pending, ...paths]);
      const changes = rebuildScope(pending, site);
      const before = site;
      try {
        site = await rebuild(input, changes, before);
      } catch (error) {
        if (input.hooks.signal.aborted) throw error;
        return broken(before, error);
      }
      pending = new Set();
      return describe(site, before, changes.config || !sameFolders(site, before));
    },
  };
  return { preview, first: describe(site, undefined, true) };
}

function describe(site: BuiltSite, before: BuiltSite | undefined, rewatch: boolean): Update {
  const groups = [...site.groups.values()];
  const remade = groups.filter((group) => before?.groups.get(group.prepared.source.folder) !== group);
  const [only, ...others] = remade;
  return {
    ...standingsOf(site),
    faults: groups.flatMap(faultsOf),
    edited: only && others.length === 0 ? editedIn(before?.groups.get(only.prepared.source.folder), only) : null,
    rewatch,
    remade: remade.map(({ prepared }) => prepared.source.group),
    diagnostics: remade.flatMap(({ prepared }) => ('failure' in prepared ? [] : prepared.diagnostics)),
  };
}

/** Why a group's page is no report: there is none to be read, or the file has just been emptied in order to be written. */
function faultsOf({ read, rendered: group }: SiteGroup): readonly PreviewFault[] {
  const page = pageOf(group.source.slug);
  if ('failure' in group) return [{ message: group.failure.reason, advice: group.failure.advice, page }];
  return 'parsed' in read && read.input.text.trim() === ''
    ? [{ message: 'README.md is empty.', advice: 'Write the report into it.', page }]
    : [];
}

/** The result of a failed build. */
function broken(site: BuiltSite, error: unknown): Update {
  const { message } = error as Error;
  const advice = error instanceof UserError ? error.advice : 'That is a fault in Handin. Please tell its makers.';
  return {
    ...standingsOf(site),
    faults: [{ message, ...(advice === undefined ? {} : { advice }) }],
    edited: null,
    rewatch: false,
    remade: [],
    diagnostics: [],
  };
}

function standingsOf({ groups }: BuiltSite): Pick<Update, 'standings' | 'totals'> {
  const built = [...groups.values()].flatMap(({ rendered }) => ('failure' in rendered ? [] : [rendered]));
  const standings = new Map(
    built.map(({ source, summary: { progress }, diagnostics }) => {
      const { answered, questions } = progress;
      return [pageOf(source.slug), { answered, questions, problems: diagnostics.length }];
    }),
  );
  return {
    standings,
    totals: { groups: groups.size, ...countProblems(built.flatMap(({ diagnostics }) => diagnostics)) },
  };
}

function editedIn(before: SiteGroup | undefined, after: SiteGroup): Update['edited'] {
  if (!before || !('parsed' in before.read) || !('parsed' in after.read)) return null;
  const anchor = editedQuestion(
    { text: before.read.input.text, report: before.read.parsed.report },
    { text: after.read.input.text, report: after.read.parsed.report },
  );
  return anchor === null ? null : { page: pageOf(after.prepared.source.slug), anchor };
}

/** The file of a group's page. */
function pageOf(slug: string): string {
  return decodeURIComponent(pageAddress(slug, false));
}

/** Whether two sites are made of the same report folders. */
function sameFolders({ folders }: BuiltSite, before: BuiltSite): boolean {
  if (folders === before.folders) return true;
  const known = new Set(before.folders.map(({ folder }) => folder));
  return folders.length === known.size && folders.every(({ folder }) => known.has(folder));
}

async function watchedOf({ config, folders }: BuiltSite): ReturnType<Preview['watched']> {
  const { root, templates, layouts, assets, out, cacheFolder } = config;
  const reports = await Promise.all(config.reports.map((pattern) => watchedFolder(root, pattern)));
  const configs = configNames.map((name) => path.join(root, name));
  // Each report folder is a target of its own: one that is a symbolic link is followed, others inside reports are not.
  const own = folders.map(({ folder }) => folder);
  return { targets: [...reports, ...own, ...templates, layouts, assets, ...configs], ignored: [out, cacheFolder] };
}

/** The innermost folder that holds everything a path or pattern can match. */
async function watchedFolder(root: string, pattern: string): Promise<string> {
  let folder = /(?:^|[\\/])readme\.md$/i.test(pattern) ? path.dirname(pattern) : pattern;
  while (await isPattern(folder, root)) folder = path.dirname(folder);
  return path.resolve(root, folder);
}
