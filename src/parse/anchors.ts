import type { Checklist } from '../model/checklist.js';
import type { Anchor } from '../model/report.js';
import { slugify } from '../model/slugify.js';

/** A heading that links may lead to. */
export interface HeadingTarget {
  readonly text: string;
  /** Its anchor on the page. */
  readonly id: string;
  /** 1-based. */
  readonly line: number;
}

/** Anchors for the headings of one piece of Markdown, told apart as markdown-it-anchor does when the page is made. */
export function headingIds(headings: readonly string[], prefix: string): readonly string[] {
  const taken = new Set<string>();
  return headings.map((heading) => {
    const own = `${prefix}-${slugify(heading)}`;
    let id = own;
    for (let count = 1; taken.has(id); count += 1) id = `${own}-${count}`;
    taken.add(id);
    return id;
  });
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
