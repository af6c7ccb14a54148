import type { Audience } from '../model/audience.js';

/** The parts of a site's manifest.json that publishing reads. */
export interface Manifest {
  /** `handin 0.1.0` */
  readonly generator: string;
  /** Who the site was built for; earlier versions built all sites for staff. */
  readonly audience: Audience;
  readonly groups: readonly ManifestGroup[];
  /** Lower-case hexadecimal SHA-256 of each file by its path, without the manifest; absent in manifests of earlier versions. */
  readonly outputs?: ReadonlyMap<string, string>;
}

/** A group of the site. */
export interface ManifestGroup {
  /** The group's name. */
  readonly group: string;
  readonly slug: string;
  /** Its report could not be built. */
  readonly failed: boolean;
  /** The commit that its report was read at. */
  readonly commit: string | null;
  /** The README that its page was made of. */
  readonly source?: { readonly path: string; readonly sha256: string };
}

/** Parses a manifest.json; undefined when Handin did not write it. */
export function parseManifest(text: string): Manifest | undefined {
  const value = parseJson(text);
  if (!isRecord(value) || typeof value.generator !== 'string' || !value.generator.startsWith('handin '))
    return undefined;
  const groups = Array.isArray(value.groups) ? value.groups.filter(isRecord) : [];
  return {
    generator: value.generator,
    audience: value.audience === 'public' ? 'public' : 'staff',
    groups: groups.map(({ group, slug, failed, commit, source }) => ({
      group: String(group ?? slug),
      slug: String(slug ?? group),
      failed: failed === true,
      commit: typeof commit === 'string' && /^[0-9a-f]{40,64}$/.test(commit) ? commit : null,
      ...(isRecord(source) ? { source: { path: String(source.path), sha256: String(source.sha256) } } : {}),
    })),
    ...(isRecord(value.outputs) ? { outputs: outputsOf([value, ...groups]) } : {}),
  };
}

function outputsOf(records: readonly Readonly<Record<string, unknown>>[]): ReadonlyMap<string, string> {
  const entries = records.flatMap(({ outputs }) => (isRecord(outputs) ? Object.entries(outputs) : []));
  return new Map(entries.map(([path, digest]) => [path, String(digest)]));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/**
 * The message of the published commit: the commit that the site was built from, and the version of Handin. Reports from
 * several repositories have different commits; then `head` is named.
 *
 * @param head the commit that is checked out where the command was started; null when there is none
 */
export function commitMessage(
  { generator, groups }: Pick<Manifest, 'generator' | 'groups'>,
  head: string | null,
): string {
  const commits = new Set(groups.flatMap(({ commit }) => commit ?? []));
  const [only] = commits;
  const source = commits.size === 1 && only !== undefined ? only : head;
  return [
    source === null ? 'Publish the site' : `Publish the site of ${source.slice(0, 12)}`,
    '',
    ...(source === null ? [] : [`Source-Commit: ${source}`]),
    `Generator: ${generator}`,
    '',
  ].join('\n');
}
