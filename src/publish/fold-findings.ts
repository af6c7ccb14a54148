import type { PersonalFinding } from './find-personal.js';
import type { ManifestGroup } from './manifest.js';

/** Findings of one kind in the pages of one group. */
export interface FoldedFinding {
  /** The group's name; null for what only pages over all groups have. */
  readonly group: string | null;
  readonly what: string;
  /** Number of distinct values. */
  readonly values: number;
  /** The first of them. */
  readonly first: PersonalFinding;
}

/**
 * Folds findings into one for each group and kind, in the order of their first occurrence. The pages over all groups repeat
 * what the groups' own pages have, and so count only for what is in none of these.
 */
export function foldFindings(
  findings: readonly PersonalFinding[],
  groups: readonly Pick<ManifestGroup, 'group' | 'slug'>[],
): readonly FoldedFinding[] {
  const names = new Map(groups.map(({ group, slug }) => [slug, group]));
  const groupOf = ({ path }: PersonalFinding): string | null =>
    names.get(path.split('/', 1)[0] ?? '') ?? names.get(path.replace(/\.html$/, '')) ?? null;
  const identify = ({ what, digest }: PersonalFinding): string => `${what} ${digest}`;
  const owned = new Set(findings.filter((finding) => groupOf(finding) !== null).map(identify));
  const folded = new Map<string, { readonly first: PersonalFinding; readonly values: Set<string> }>();
  for (const finding of findings) {
    const group = groupOf(finding);
    if (group === null && owned.has(identify(finding))) continue;
    const key = JSON.stringify([group, finding.what]);
    const known = folded.get(key) ?? { first: finding, values: new Set() };
    known.values.add(identify(finding));
    folded.set(key, known);
  }
  return [...folded.values()].map(({ first, values }) => ({
    group: groupOf(first),
    what: first.what,
    values: values.size,
    first,
  }));
}
