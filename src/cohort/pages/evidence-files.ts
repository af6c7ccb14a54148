import { stringify } from 'csv-stringify/sync';
import { sourceLinks } from '../../model/source-links.js';
import type { Cohort } from '../cohort.js';
import { countEvidence, evidenceLabels, evidenceState, hasEvidence } from './evidence.js';

/** A file for other programs. */
export interface DataFile {
  readonly path: string;
  readonly content: () => string;
}

/** One item of a group. */
interface EvidenceRow {
  readonly group: string;
  readonly repository: string;
  readonly commit: string;
  readonly item: string;
  readonly tags: string;
  readonly ticked: boolean;
  readonly evidence: string;
  readonly count: number;
  readonly files: readonly string[];
}

/** The evidence of all groups as CSV and JSON, for staff; none where there is none. */
export function evidenceFiles({ members, site }: Cohort): readonly DataFile[] {
  const listed = members.filter(({ outcome }) => hasEvidence(outcome.summary));
  if (listed.length === 0 || site.audience === 'public') return [];
  const groups = (): readonly (readonly EvidenceRow[])[] => listed.map(rowsOf);
  return [
    { path: 'evidence.csv', content: () => toCsv(groups().flat()) },
    {
      path: 'evidence.json',
      content: () => {
        const items = groups();
        const described = listed.map(({ group, slug, outcome: { summary } }, index) => ({
          slug,
          group,
          repository: summary.origin?.repository ?? null,
          commit: summary.origin?.commit ?? null,
          address: (summary.origin && sourceLinks(summary.origin)?.commit) ?? null,
          counts: countEvidence(summary),
          items: items[index]?.map(({ group: _, repository: __, commit: ___, ...item }) => item) ?? [],
        }));
        return `${JSON.stringify({ version: 1, groups: described }, null, 2)}\n`;
      },
    },
  ];
}

function rowsOf({ group, outcome: { summary } }: Cohort['members'][number]): readonly EvidenceRow[] {
  const { repository = '', commit } = summary.origin ?? {};
  return summary.checklist.groups.flatMap(({ items }) =>
    items.flatMap((item) => {
      if (!item.evidence) return [];
      const state = evidenceState(item);
      return [
        {
          group,
          repository,
          commit: commit ?? '',
          item: item.text,
          tags: item.tags.join(' '),
          ticked: item.done,
          evidence: state === null ? 'not ticked, nothing found' : evidenceLabels[state],
          count: item.evidence.count,
          files: item.evidence.files,
        },
      ];
    }),
  );
}

function toCsv(rows: readonly EvidenceRow[]): string {
  const columns = ['group', 'repository', 'commit', 'item', 'tags', 'ticked', 'evidence', 'count', 'files'];
  const records = rows.map(({ ticked, files, ...row }) => ({
    ...row,
    ticked: ticked ? 'yes' : 'no',
    files: files.join(' '),
  }));
  return stringify(records, { header: true, columns, escape_formulas: true });
}
