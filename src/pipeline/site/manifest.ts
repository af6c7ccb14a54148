import { generator } from '../../config/package-files.js';
import type { Audience } from '../../model/audience.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { numberOrKey } from '../../model/question-key.js';
import { sha256OfParts } from '../../model/sha256.js';
import { contentDigest, type SiteFile } from '../../site/plan.js';
import type { MadeGroup } from '../group/group-output.js';
import type { CollectedFacts } from '../group/report-facts.js';

/** One group with all its files of the site. */
export interface ManifestEntry {
  readonly group: MadeGroup;
  /** The commit that its folder is checked out at; null where that is not known. */
  readonly commit: string | null;
  readonly files: readonly SiteFile[];
}

/**
 * Writes down where every page came from, so that a machine can tell what changed and, on a site for staff, what was wrong.
 *
 * @param shared The files that belong to no group.
 */
export function manifestFile(
  entries: readonly ManifestEntry[],
  { shared, audience }: { readonly shared: readonly SiteFile[]; readonly audience: Audience },
): SiteFile {
  const content = { parts: () => partsOf(entries, { outputs: digestsOf(shared), audience }) };
  return { path: 'manifest.json', content, sha256: sha256OfParts(content.parts()) };
}

/** The manifest group by group: that of some thousand groups would take more memory as objects and text than as bytes. */
function* partsOf(
  entries: readonly ManifestEntry[],
  { outputs, audience }: { readonly outputs: Readonly<Record<string, string>>; readonly audience: Audience },
): Iterable<Buffer> {
  const frame = JSON.stringify({ generator, version: 1, audience, outputs, groups: [] }, null, 2);
  const end = ']\n}';
  yield Buffer.from(frame.slice(0, -end.length));
  let separator = '';
  for (const entry of entries) {
    const lines = `\n${JSON.stringify(describe(entry, audience), null, 2)}`.replaceAll('\n', '\n    ');
    yield Buffer.from(separator + lines);
    separator = ',';
  }
  yield Buffer.from(`${entries.length > 0 ? '\n  ' : ''}${end}\n`);
}

function describe({ group, commit, files }: ManifestEntry, audience: Audience): object {
  const { slug, group: name } = group.source;
  const known = { slug, group: name, commit };
  const outputs = digestsOf(files);
  const isPublic = audience === 'public';
  if ('failure' in group)
    return { ...known, failed: true, ...(isPublic ? {} : { reason: group.failure.reason }), outputs };
  const { facts, summary, diagnostics } = group;
  return {
    ...known,
    failed: false,
    source: facts.source,
    ...(facts.collected ? { collected: describeCollected(facts.collected, audience) } : {}),
    template: facts.template,
    counts: { ...summary.progress, ...(isPublic ? {} : summary.problems) },
    questions: facts.questions,
    missing: facts.missing.map(numberOrKey),
    outputs,
    ...(isPublic ? {} : { diagnostics: diagnostics.map(describeDiagnostic) }),
  };
}

/** To the public no more than which commit it is. */
function describeCollected({ repository, commit, committerDate, ...more }: CollectedFacts, audience: Audience): object {
  return { repository, commit, committerDate, ...(audience === 'public' ? {} : more) };
}

function describeDiagnostic({ slug: _, span, question, ...diagnostic }: Diagnostic): object {
  return {
    ...diagnostic,
    ...(question === undefined ? {} : { question: numberOrKey(question) }),
    path: span.path,
    line: span.line,
    column: span.column,
  };
}

/** Digests by path, sorted. */
function digestsOf(files: readonly SiteFile[]): Readonly<Record<string, string>> {
  return Object.fromEntries(files.map((file) => [file.path, contentDigest(file)]).sort());
}
