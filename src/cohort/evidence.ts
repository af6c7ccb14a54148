import picomatch from 'picomatch';

/** Files that one would expect of a group that ticked an item. */
export interface EvidenceRule {
  appliesTo(item: { readonly text: string; readonly tags: readonly string[] }): boolean;
  matches(path: string): boolean;
}

/** Files that speak for a ticked item. */
export interface ItemEvidence {
  /** The first of them. */
  readonly files: readonly string[];
  /** The number of all. */
  readonly count: number;
}

/** The most files that are named. */
const maxFiles = 5;

/** Compiles what the configuration says of evidence. */
export function compileEvidence(
  rules: readonly { readonly item: string; readonly files: readonly string[] }[],
): readonly EvidenceRule[] {
  return rules.map(({ item, files }) => {
    const wanted = item.trim().toLowerCase();
    return {
      appliesTo: ({ text, tags }) =>
        tags.some((tag) => tag.toLowerCase() === wanted) ||
        (!isTag.test(wanted) && text.toLowerCase().includes(wanted)),
      matches: picomatch([...files], { dot: true, nocase: true }),
    };
  });
}

/** `m17` is a tag, and no part of an item's wording: it is also the beginning of `m170`. */
const isTag = /^[a-z]{0,3}\d{1,4}$/;

/** The evidence for an item among a repository's files; null where the configuration expects none. */
export function evidenceFor(
  item: { readonly text: string; readonly tags: readonly string[] },
  { rules, files }: { readonly rules: readonly EvidenceRule[]; readonly files: readonly string[] },
): ItemEvidence | null {
  const applying = rules.filter((rule) => rule.appliesTo(item));
  if (applying.length === 0) return null;
  const found = files.filter((path) => applying.some((rule) => rule.matches(path)));
  return { files: found.slice(0, maxFiles), count: found.length };
}
