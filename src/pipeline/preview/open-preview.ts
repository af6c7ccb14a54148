import path from 'node:path';
import type { Config } from '../../config/config.js';
import { configNames } from '../../config/config-names.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { countProblems, progressOf } from '../../model/report-progress.js';
import { UserError } from '../../model/user-error.js';
import { pageAddress } from '../group/group-page.js';
import { isPattern } from '../load/discover-reports.js';
import { sortChanges } from './changes.js';
import { editedQuestion } from './edited-question.js';
import { allChanged, type BuiltSite, rebuild, type SiteGroup, type SiteInput } from './rebuild.js';

/** A site that follows its sources. */
export interface Preview {
  /** Gives the content of a file of the site as it is now; undefined when it has none of that name. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** What to watch from now on, absolute paths. */
  watched(): Promise<{ readonly targets: readonly string[]; readonly ignored: readonly string[] }>;
  /**
   * Brings the site up to date after changes. When that cannot be done the site stays as it was, what changed is kept
   * in mind, and the next change tries again.
   */
  update(paths: ReadonlySet<string>): Promise<Update>;
}

/** What a change came to. */
export interface Update {
  /** What is wrong with the site as a whole, or with a page of it. */
  readonly faults: readonly PreviewFault[];
  /** The question that is being written. */
  readonly edited: { readonly page: string; readonly anchor: string } | null;
  /** How each report stands, by its page. */
  readonly standings: ReadonlyMap<string, ReportStanding>;
  /** Whether other files have to be watched. */
  readonly rewatch: boolean;
  /** Groups that were made anew. */
  readonly remade: readonly string[];
  /** Problems of those. */
  readonly diagnostics: readonly Diagnostic[];
  readonly totals: { readonly groups: number; readonly errors: number; readonly warnings: number };
}

/** Why a page is not what the files say. */
export interface PreviewFault {
  readonly message: string;
  readonly advice?: string;
  /** The page that could not be made; absent when no page could. */
  readonly page?: string;
}

/** How a report stands. */
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
    watched: () => watchedOf(site.config),
    update: async (paths) => {
      pending = new Set([...pending, ...paths]);
      const changes = sortChanges(pending, site);
      const before = site;
      try {
        site = await rebuild(input, changes, before);
      } catch (error) {
        if (input.hooks.signal.aborted) throw error;
        return broken(before, error);
      }
      pending = new Set();
      return describe(site, before, changes.config);
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

/** What can be said when the site could not be brought up to date. */
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

function standingsOf({ groups, config }: BuiltSite): Pick<Update, 'standings' | 'totals'> {
  const built = [...groups.values()].flatMap(({ rendered }) => ('failure' in rendered ? [] : [rendered]));
  const standings = new Map(
    built.map(({ report, diagnostics }) => {
      const { answered, questions } = progressOf(report, config.words);
      return [pageOf(report.slug), { answered, questions, problems: diagnostics.length }];
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

async function watchedOf(config: Config): ReturnType<Preview['watched']> {
  const { root, templates, layouts, assets, out, cacheFolder } = config;
  const reports = await Promise.all(config.reports.map((pattern) => watchedFolder(root, pattern)));
  const configs = configNames.map((name) => path.join(root, name));
  return { targets: [...reports, ...templates, layouts, assets, ...configs], ignored: [out, cacheFolder] };
}

/** The folder below which a path or pattern can match anything. */
async function watchedFolder(root: string, pattern: string): Promise<string> {
  let folder = /(?:^|[\\/])readme\.md$/i.test(pattern) ? path.dirname(pattern) : pattern;
  while (await isPattern(folder)) folder = path.dirname(folder);
  return path.resolve(root, folder);
}
