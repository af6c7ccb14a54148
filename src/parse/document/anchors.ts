import type { Checklist } from '../../model/checklist.js';
import type { Anchor } from '../../model/report.js';
import { slugify } from '../../model/slugify.js';
import { createUniqueNames } from '../../model/unique-names.js';

/** A heading as a link target. */
export interface HeadingTarget {
  readonly text: string;
  /** Its anchor on the page. */
  readonly id: string;
  /** 1-based. */
  readonly line: number;
}

/** Anchors for the headings of an excerpt, the same as in the rendered page. */
export function headingIds(headings: readonly string[], prefix: string): readonly string[] {
  const unique = createUniqueNames();
  return headings.map((heading) => unique(`${prefix}-${slugify(heading)}`));
}

/** The title and the checklist's headings, which have special anchors on the page. */
export function openingTargets(
  title: HeadingTarget | undefined,
  { title: name, groups }: Checklist,
): readonly HeadingTarget[] {
  const line = groups[0]?.items[0]?.span.line ?? 1;
  const listed = [
    { text: name, line },
    ...groups.map((group) => ({ text: group.title, line: group.items[0]?.span.line ?? line })),
  ];
  return [
    ...(title ? [title] : []),
    ...listed.filter(({ text }) => text !== '').map((heading) => ({ ...heading, id: 'checklist' })),
  ];
}

/** Assigns slugs as GitHub does: in document order, duplicates with the suffix `-1`. */
export function anchorsOf(headings: readonly HeadingTarget[]): readonly Anchor[] {
  const counts = new Map<string, number>();
  return headings
    .filter(({ text }) => text !== '')
    .sort((a, b) => a.line - b.line)
    .map(({ text, id }) => {
      const name = slugify(text);
      const count = counts.get(name) ?? 0;
      counts.set(name, count + 1);
      return { slug: count === 0 ? name : `${name}-${count}`, id };
    });
}

/** Adds elements with a name; a heading of that name, or the first of them, comes before others. */
export function withNamed(headings: readonly Anchor[], named: readonly Anchor[]): readonly Anchor[] {
  const taken = new Set(headings.map(({ slug }) => slug));
  const added = named.filter(({ slug }) => !taken.has(slug) && taken.add(slug));
  return [...headings, ...added];
}
