import type { Checklist } from '../../model/checklist.js';
import type { Anchor } from '../../model/report.js';
import { slugify } from '../../model/slugify.js';
import { createUniqueNames } from '../../model/unique-names.js';

/** A heading that links may lead to. */
export interface HeadingTarget {
  readonly text: string;
  /** Its anchor on the page. */
  readonly id: string;
  /** 1-based. */
  readonly line: number;
}

/** Anchors for the headings of one piece of Markdown, the same that they get when the page is made. */
export function headingIds(headings: readonly string[], prefix: string): readonly string[] {
  const unique = createUniqueNames();
  return headings.map((heading) => unique(`${prefix}-${slugify(heading)}`));
}

/** The title and the checklist's headings, which the page shows in places of their own. */
export function topTargets(
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

/** Names every heading as GitHub does: in the order of the document, the second of a name with `-1` behind it. */
export function anchorsOf(targets: readonly HeadingTarget[]): readonly Anchor[] {
  const counts = new Map<string, number>();
  return targets
    .filter(({ text }) => text !== '')
    .sort((a, b) => a.line - b.line)
    .map(({ text, id }) => {
      const name = slugify(text);
      const count = counts.get(name) ?? 0;
      counts.set(name, count + 1);
      return { slug: count === 0 ? name : `${name}-${count}`, id };
    });
}
