import { type Assessment, groupOf, keyOf, type Site, sayTheSame } from './assessment.js';

/** Two that were written to one answer and do not agree. */
export interface Conflict {
  /** The later one, which stands. */
  readonly newer: Assessment;
  readonly older: Assessment;
  /** Where the later one comes from. */
  readonly from: 'file' | 'browser';
}

/** What reading a file would do to the marks that are there. */
export interface Merge {
  /** To answers without mark and note. */
  readonly added: readonly Assessment[];
  readonly conflicts: readonly Conflict[];
  /** Those that are there already. */
  readonly same: number;
  /** Of groups or questions that this site does not have; they are not taken in. */
  readonly unknown: readonly Assessment[];
  /** What is to be kept of the file. */
  readonly taken: readonly Assessment[];
}

/**
 * Merges what a file says into what is there: of two that differ, the later one stands. At the same time, it is the
 * file's: a spreadsheet that marks were corrected in leaves the times as they were.
 */
export function merge(site: Site, held: readonly Assessment[], file: readonly Assessment[]): Merge {
  const now = new Map(held.map((assessment) => [keyOf(assessment), assessment]));
  const before = new Set(now.keys());
  const conflicts: Conflict[] = [];
  const unknown: Assessment[] = [];
  const taken = new Map<string, Assessment>();
  let same = 0;
  for (const theirs of file) {
    if (!isKnown(site, theirs)) {
      unknown.push(theirs);
      continue;
    }
    const key = keyOf(theirs);
    const ours = now.get(key);
    if (ours && sayTheSame(ours, theirs)) {
      same += 1;
      continue;
    }
    const stands = !ours || theirs.updated >= ours.updated;
    // A file may say two things of one answer.
    const from = stands || taken.has(key) ? 'file' : 'browser';
    if (ours) conflicts.push(stands ? { newer: theirs, older: ours, from } : { newer: ours, older: theirs, from });
    if (!stands) continue;
    now.set(key, theirs);
    taken.set(key, theirs);
  }
  const added = [...taken].filter(([key]) => !before.has(key)).map(([, assessment]) => assessment);
  return { added, conflicts, same, unknown, taken: [...taken.values()] };
}

function isKnown(site: Site, { slug, question }: Assessment): boolean {
  return groupOf(site, slug) !== undefined && site.questions.includes(question);
}
