import type { PersonalFinding } from '../publish/find-personal.js';
import type { Publication } from '../publish/publish-site.js';
import type { Change } from '../publish/trees.js';
import { count, formatBytes, formatDuration } from './summary.js';
import { printable } from './terminal.js';

/** One line per changed file, with its new size: `changed  index.html (12.3 kB)`. */
export function formatChanges(changes: readonly Change[]): string {
  return changes
    .map(({ kind, path, bytes }) => {
      const size = bytes === null ? '' : ` (${formatBytes(bytes)})`;
      return `${kind.padEnd(7)}  ${printable(path)}${size}\n`;
    })
    .join('');
}

/** One line per passage that looks personal or secret, at most `limit` of them. */
export function formatFindings(findings: readonly PersonalFinding[], limit: number): string {
  const lines = findings.slice(0, limit).map(({ what, path, line, shown, count: times }) => {
    const place = line === null ? `the name of ${printable(path)}` : `${printable(path)}:${line}`;
    const often = times === 1 ? '' : `, ${times} times`;
    return `warning: ${place} has what looks like ${article(what)} ${what}: ${printable(shown)}${often}\n`;
  });
  const rest = findings.length - lines.length;
  return lines.join('') + (rest > 0 ? `warning: and so on, in ${count(rest, 'more place')}\n` : '');
}

function article(what: string): string {
  return /^[aeio]/i.test(what) ? 'an' : 'a';
}

/** What the summary of a publication is made from. */
export interface PublishSummary {
  readonly publication: Publication;
  readonly branch: string;
  readonly dryRun: boolean;
  /** The duration of the run. */
  readonly milliseconds: number;
}

/** Summarizes a publication in one line, without a line break. */
export function formatPublication({ publication, branch, dryRun, milliseconds }: PublishSummary): string {
  const { remote, upToDate, changes, bytes, findings, notes, hash } = publication;
  const place = printable(`${branch} on ${remote}`);
  const took = formatDuration(milliseconds);
  if (upToDate) return `${place}: nothing changed (${formatBytes(bytes)}), nothing was pushed, ${took}`;
  const sent = changes.reduce((sum, change) => sum + (change.bytes ?? 0), 0);
  const of = (kind: Change['kind']): number => changes.filter((change) => change.kind === kind).length;
  const parts = [
    `${count(of('added'), 'file')} added, ${of('changed')} changed, ${of('removed')} removed`,
    `${formatBytes(sent)} of ${formatBytes(bytes)}`,
    count(findings.length + notes.length, 'warning'),
    dryRun ? 'nothing was pushed' : `commit ${hash.slice(0, 12)}`,
    took,
  ];
  return `${place}: ${parts.join(', ')}`;
}
