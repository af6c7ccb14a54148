import { createHash } from 'node:crypto';
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
  const parts = (): Iterable<Buffer> => partsOf(entries, digestsOf(shared));
  const hash = createHash('sha256');
  let length = 0;
  for (const part of parts()) {
    hash.update(part);
    length += part.length;
  }
  return { path: 'manifest.json', content: async () => join(parts(), length), sha256: hash.digest('hex') };
}

/** The manifest group by group: that of some thousand groups would take more memory as objects and text than as bytes. */
function* partsOf(entries: readonly ManifestEntry[], outputs: Readonly<Record<string, string>>): Iterable<Buffer> {
  const frame = JSON.stringify({ generator, version: 1, outputs, groups: [] }, null, 2);
  const end = ']\n}';
  yield Buffer.from(frame.slice(0, -end.length));
  let separator = '';
  for (const entry of entries) {
    const lines = `\n${JSON.stringify(describe(entry), null, 2)}`.replaceAll('\n', '\n    ');
    yield Buffer.from(separator + lines);
    separator = ',';
  }
  yield Buffer.from(`${entries.length > 0 ? '\n  ' : ''}${end}\n`);
}

function join(parts: Iterable<Uint8Array>, length: number): Uint8Array {
  const whole = Buffer.allocUnsafe(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
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
