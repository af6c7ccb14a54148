import { sourceLinks } from '../../model/source-links.js';
import type { ChecklistCellView, ChecklistEvidenceView, EvidenceCountsView } from '../../render/views/matrix.js';
import type { Language } from '../../words/language.js';
import type { CohortMember } from '../entry.js';
import type { GroupSummary, ItemSummary } from '../summary.js';

/** What was found for an item; null where nothing is expected, or an item that is not ticked has nothing. */
export function evidenceState({ done, evidence }: ItemSummary): ChecklistCellView['evidence'] {
  if (!evidence) return null;
  if (done) return evidence.count > 0 ? 'found' : 'nothing';
  return evidence.count > 0 ? 'unticked' : null;
}

/** The states of evidence in the files for other programs. */
export const evidenceLabels = {
  found: 'found',
  nothing: 'nothing found',
  unticked: 'not ticked, but found',
} as const;

/** Whether a checklist has any item with evidence. */
export function hasEvidence({ checklist }: GroupSummary): boolean {
  return checklist.groups.some(({ items }) => items.some(({ evidence }) => evidence !== undefined));
}

/** How many items of a group are in each state; null where none has evidence. */
export function countEvidence(summary: GroupSummary): EvidenceCountsView | null {
  if (!hasEvidence(summary)) return null;
  const states = summary.checklist.groups.flatMap(({ items }) => items.map(evidenceState));
  const count = (state: ChecklistCellView['evidence']): number => states.filter((some) => some === state).length;
  return { found: count('found'), nothing: count('nothing'), unticked: count('unticked') };
}

/** What was found for one item of a group; null where there is nothing to say. */
export function viewEvidence(
  { group, href, outcome }: CohortMember,
  item: ItemSummary,
  t: Language['t'],
): ChecklistEvidenceView | null {
  const state = evidenceState(item);
  if (state === null) return null;
  const { origin } = outcome.summary;
  const links = origin && sourceLinks(origin);
  const { files = [], count = 0 } = item.evidence ?? {};
  return {
    group,
    href: `${href}#checklist`,
    label: t(`evidence.${state}`),
    files: files.map((path) => ({ path, href: links?.file(path) ?? null })),
    more: count - files.length,
  };
}
