import { generator } from '../../config/package-files.js';
import { numberOrKey } from '../../model/question-key.js';
import type { SiteFile } from '../../site/plan.js';
import { sha256 } from '../../store/store.js';
import type { MadeGroup } from '../group/group-output.js';

/** One group with all its files of the site. */
export interface ManifestEntry {
  readonly group: MadeGroup;
  /** The commit that its folder is checked out at; null where that is not known. */
  readonly commit: string | null;
  readonly files: readonly SiteFile[];
}

/**
 * Writes down where every page came from, so that a machine can tell what changed and what was wrong.
 *
 * @param shared The files that belong to no group.
 */
export function manifestFile(entries: readonly ManifestEntry[], shared: readonly SiteFile[]): SiteFile {
  const manifest = { generator, version: 1, outputs: digestsOf(shared), groups: entries.map(describe) };
  return { path: 'manifest.json', content: `${JSON.stringify(manifest, null, 2)}\n` };
}

function describe({ group, commit, files }: ManifestEntry): object {
  const { slug, group: name } = group.source;
  const outputs = digestsOf(files);
  if ('failure' in group) return { slug, group: name, commit, failed: true, reason: group.failure.reason, outputs };
  const { facts, summary, diagnostics } = group;
  return {
    slug,
    group: name,
    commit,
    failed: false,
    source: facts.source,
    template: facts.template,
    counts: { ...summary.progress, ...summary.problems },
    questions: facts.questions,
    missing: facts.missing.map(numberOrKey),
    outputs,
    diagnostics: diagnostics.map(({ slug: _, span, question, ...diagnostic }) => ({
      ...diagnostic,
      ...(question === undefined ? {} : { question: numberOrKey(question) }),
      path: span.path,
      line: span.line,
      column: span.column,
    })),
  };
}

/** Digests by path, sorted. */
function digestsOf(files: readonly SiteFile[]): Readonly<Record<string, string>> {
  return Object.fromEntries(files.map((file) => [file.path, hashOf(file)]).sort());
}

function hashOf({ content, sha256: known }: SiteFile): string {
  if (known !== undefined) return known;
  if (typeof content === 'function') throw new Error('a file of the site is made late and has no hash');
  return sha256(content);
}
