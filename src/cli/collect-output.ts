import { relative } from 'node:path';
import type { GroupOutcome } from '../collect/collect-group.js';
import type { CollectRecord } from '../model/collected.js';
import type { Roster } from '../model/roster.js';
import { count, formatDuration } from './summary.js';
import { printable } from './terminal.js';

/** What is wrong in a roster, a line each: `roster.csv:3:5 error …`. */
export function formatRosterProblems({ problems }: Roster, file: string, root: string): string {
  const shown = file.startsWith(root) ? relative(root, file) : file;
  return problems
    .map(
      ({ line, column, severity, message }) =>
        `${printable(`${shown}:${line}:${column} ${severity === 'warn' ? 'warning' : 'error'} ${message}`)}\n`,
    )
    .join('');
}

/** What became of the groups that need a look: those that failed, handed in nothing, or of which something is to be told. */
export function formatOutcomes(outcomes: readonly GroupOutcome[]): string {
  const noted = outcomes.filter(({ kind }) => kind !== 'failed' && kind !== 'nothing');
  return [
    ...noted.flatMap(({ slug, record, wasDamaged }) =>
      [...(wasDamaged ? [damagedNote] : []), ...(record ? notesOn(record) : [])].map((note) => `${slug}: ${note}`),
    ),
    ...outcomes
      .filter(({ kind }) => kind === 'nothing')
      .map(({ slug, reason }) => `${slug}: nothing handed in: ${reason}`),
    ...outcomes.filter(({ kind }) => kind === 'failed').map(({ slug, reason }) => `${slug}: failed: ${reason}`),
  ]
    .map((line) => `${printable(line)}\n`)
    .join('');
}

const damagedNote = 'its .collect.json was damaged, so it was collected anew';

/** Most files that are named in one line. */
const maxNames = 3;

function notesOn(record: CollectRecord): readonly string[] {
  const { chosen, commit, rewritten, folderBy, folder, pushedAt, deadline, laterDatesBefore, leftOut } = record;
  const notes: string[] = [];
  if (chosen === 'commit') notes.push(`commit ${commit?.slice(0, 12)}, chosen by hand in the roster`);
  if (rewritten)
    notes.push(
      `its history was rewritten: commit ${rewritten.commit.slice(0, 12)}, which was collected before, is no longer in it; kept in ${rewritten.keptAt}`,
    );
  if (folderBy === 'template')
    notes.push(`the report was found in ${folder === '' ? 'the top folder' : folder}: it fits the template`);
  if (pushedAt !== null && deadline !== null && Date.parse(pushedAt) > Date.parse(deadline))
    notes.push(`pushed ${pushedAt}, after the deadline, though its commit is dated before it`);
  if (laterDatesBefore > 0)
    notes.push(
      `${count(laterDatesBefore, 'commit')} before the collected one dated after the deadline: somebody changed dates`,
    );
  if (leftOut.length > 0) {
    const names = leftOut.slice(0, maxNames).map(({ path, reason }) => `${path} (${reason})`);
    notes.push(
      `left out: ${names.join(', ')}${leftOut.length > maxNames ? ` and ${leftOut.length - maxNames} more` : ''}`,
    );
  }
  return notes;
}

/** What the summary of a collection is made from. */
export interface CollectSummaryInput {
  readonly outcomes: readonly GroupOutcome[];
  /** The folder, as the user named it. */
  readonly into: string;
  readonly milliseconds: number;
}

/** Summarizes a collection in one line: `reports: 60 groups, 3 new, 2 changed, 50 unchanged, 1 with nothing, 4 failed, 12 s`. */
export function formatCollectSummary({ outcomes, into, milliseconds }: CollectSummaryInput): string {
  const kinds = [
    ['new', 'new'],
    ['changed', 'changed'],
    ['unchanged', 'unchanged'],
    ['nothing', 'handed in nothing'],
    ['failed', 'failed'],
  ] as const;
  const parts = kinds.flatMap(([kind, words]) => {
    const number = outcomes.filter((outcome) => outcome.kind === kind).length;
    return number === 0 ? [] : [`${number} ${words}`];
  });
  return `${printable(into)}: ${[count(outcomes.length, 'group'), ...parts, formatDuration(milliseconds)].join(', ')}`;
}
