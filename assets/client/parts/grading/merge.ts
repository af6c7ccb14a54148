import {
  haveSameContent,
  type MarkRecord,
  markFault,
  normalizeMark,
  recordKey,
} from '../../../../src/model/mark-record.js';
import { groupOf, pointsOf, type Site } from './site.js';

/** Two that were written to one answer and do not agree. */
export interface Conflict {
  /** The later one, which stands. */
  readonly newer: MarkRecord;
  readonly older: MarkRecord;
  /** Where the later one comes from. */
  readonly from: 'file' | 'browser';
}

/** What reading a file would do to the marks that are there. */
export interface Merge {
  /** To answers without mark and note. */
  readonly added: readonly MarkRecord[];
  readonly conflicts: readonly Conflict[];
  /** Those that are there already. */
  readonly same: number;
  /** Those that are there already, and were confirmed later for another text of the answer. */
  readonly confirmed: readonly MarkRecord[];
  /** Of groups or questions that this site does not have; they are not taken in. */
  readonly unknown: readonly MarkRecord[];
  /** With a mark that is no number or more than the question's points; they are not taken in. */
  readonly refused: readonly MarkRecord[];
  /** How many were written for another cohort. */
  readonly foreign: number;
  /** What is to be kept of the file. */
  readonly taken: readonly MarkRecord[];
}

/**
 * Merges what a file says into what is there: of two that differ, the later one stands. At the same time, it is the
 * file's: a spreadsheet that marks were corrected in leaves the times as they were.
 */
export function merge(site: Site, held: readonly MarkRecord[], file: readonly MarkRecord[]): Merge {
  const now = new Map(held.map((record) => [recordKey(record), record]));
  const before = new Set(now.keys());
  const conflicts: Conflict[] = [];
  const confirmed = new Map<string, MarkRecord>();
  const taken = new Map<string, MarkRecord>();
  const { fitting, unknown, refused, foreign } = sort(site, file);
  let same = 0;
  for (const theirs of fitting) {
    const key = recordKey(theirs);
    const ours = now.get(key);
    const isSame = ours !== undefined && haveSameContent(ours, theirs);
    const stands = !ours || theirs.updated >= ours.updated;
    if (isSame && !(stands && theirs.digest !== '' && theirs.digest !== ours.digest)) {
      same += 1;
      continue;
    }
    // A file may say two things of one answer.
    const from = stands || taken.has(key) ? 'file' : 'browser';
    if (isSame) confirmed.set(key, theirs);
    else if (ours) conflicts.push(stands ? { newer: theirs, older: ours, from } : { newer: ours, older: theirs, from });
    if (!stands) continue;
    now.set(key, theirs);
    taken.set(key, theirs);
  }
  const added = [...taken].filter(([key]) => !before.has(key)).map(([, record]) => record);
  const known = [...confirmed].filter(([key]) => before.has(key)).map(([, record]) => record);
  return { added, conflicts, same, confirmed: known, unknown, refused, foreign, taken: [...taken.values()] };
}

interface Sorted {
  /** As records of this cohort. */
  readonly fitting: readonly MarkRecord[];
  readonly unknown: readonly MarkRecord[];
  readonly refused: readonly MarkRecord[];
  readonly foreign: number;
}

/** Tells what a site can take in from what it cannot. */
function sort(site: Site, file: readonly MarkRecord[]): Sorted {
  const fitting: MarkRecord[] = [];
  const unknown: MarkRecord[] = [];
  const refused: MarkRecord[] = [];
  let foreign = 0;
  for (const record of file) {
    if (!['', site.cohort, site.former.id].includes(record.cohort)) foreign += 1;
    const points = pointsOf(site, record.key);
    if (groupOf(site, record.slug) === undefined || !site.questions.has(record.key)) unknown.push(record);
    else if (markFault(record.mark, points) !== undefined) refused.push(record);
    else fitting.push({ ...record, cohort: site.cohort, mark: normalizeMark(record.mark, points) });
  }
  return { fitting, unknown, refused, foreign };
}
