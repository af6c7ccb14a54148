import { UserError } from '../../model/user-error.js';
import { planSite, type SiteFile } from '../../site/plan.js';
import { writeSite } from '../../site/write.js';
import type { BuildHooks, BuildResult, FigureTotals } from '../build-result.js';
import type { MadeGroup } from '../group/group-output.js';
import { notesOnTemplates } from '../load/load-templates.js';
import { listSiteFiles, makeSiteFiles, type SiteInput } from './site-files.js';

/** What a site is written from. */
export interface WriteTask extends Omit<SiteInput, 'groups' | 'signal'> {
  readonly hooks: BuildHooks;
  readonly figures: FigureTotals;
  /** Files that belong to no page. */
  readonly more?: readonly SiteFile[];
  /** SHA-256 of a file of the existing site, known without reading it. */
  readonly digestOf?: ((path: string) => string) | undefined;
}

/** A site as it was written. */
export interface WrittenSite {
  readonly result: BuildResult;
  readonly files: readonly SiteFile[];
}

/**
 * Makes the pages over all groups, and writes the whole site.
 *
 * @throws UserError for a folder that cannot be written to; the signal's reason when aborted, the old site untouched
 */
export async function writeGroups(
  groups: readonly MadeGroup[],
  { hooks, figures, more = [], digestOf, ...input }: WriteTask,
): Promise<WrittenSite> {
  const { out } = input.config;
  hooks.onProgress({ stage: 'Writing the site', done: 0, total: 0 });
  const files = [
    ...(await makeSiteFiles(listSiteFiles({ groups, ...input, signal: hooks.signal }), hooks.signal)),
    ...more,
  ];
  const site = await writeSite(planSite(files), out, { signal: hooks.signal, digestOf }).catch((error: unknown) => {
    throw explainUnwritable(error, out);
  });
  return {
    result: {
      groups: groups.map(toResult),
      figures,
      site,
      notes: [...notesOnTemplates(input.templates), ...input.context.notes],
      out,
    },
    files,
  };
}

function toResult(group: MadeGroup): BuildResult['groups'][number] {
  const { slug, group: name, absent } = group.source;
  return 'failure' in group
    ? {
        slug,
        group: name,
        failed: true,
        ...(absent ? { absent } : {}),
        reason: group.failure.reason,
        diagnostics: [],
        figures: 0,
      }
    : { slug, group: name, failed: false, diagnostics: group.diagnostics, figures: group.summary.progress.figures };
}

/** Codes of system errors that are about the place a site is written to. */
const placeCodes: ReadonlySet<string> = new Set([
  'ENOTDIR',
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOSPC',
  'ENOENT',
  'EEXIST',
  'ENAMETOOLONG',
]);

function explainUnwritable(error: unknown, out: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined || !placeCodes.has(code)) return error;
  return new UserError(
    `The site cannot be written to ${out} (${code}).`,
    'Choose another folder with `--out`, or make this one writable.',
  );
}
