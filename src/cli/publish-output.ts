import type { PersonalFinding } from '../publish/find-personal.js';
import type { FoldedFinding } from '../publish/fold-findings.js';
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

/** One line per passage that looks personal or secret. */
export function formatFindings(findings: readonly PersonalFinding[]): string {
  return findings
    .map((finding) => {
      const { what, shown, count: times } = finding;
      const often = times === 1 ? '' : `, ${times} times`;
      return `warning: ${placeOf(finding)} has what looks like ${article(what)} ${what}: ${printable(shown)}${often}\n`;
    })
    .join('');
}

/** One line per group and kind of what looks personal or secret, at most `limit` of them. */
export function formatFolded(findings: readonly FoldedFinding[], limit: number): string {
  if (findings.length === 0) return '';
  const lines = findings.slice(0, limit).map(({ group, what, values, first }) => {
    const where = group === null ? 'the pages over all groups have' : `${printable(group)} has`;
    const whats = values === 1 ? `${article(what)} ${what}` : `${values} ${what}${what.endsWith('s') ? 'es' : 's'}`;
    const such = values === 1 ? '' : 'such as ';
    return `warning: ${where} what looks like ${whats}: ${such}${printable(first.shown)} in ${placeOf(first)}\n`;
  });
  const rest = findings.length - lines.length;
  const more = rest > 0 ? `warning: and so on, in ${rest} more\n` : '';
  return `${lines.join('')}${more}Every place is listed with --verbose.\n`;
}

function placeOf({ path, line }: PersonalFinding): string {
  return line === null ? `the name of ${printable(path)}` : `${printable(path)}:${line}`;
}

function article(what: string): string {
  return /^[aeio]/i.test(what) ? 'an' : 'a';
}

/** Says what a public site of so many groups leaves out, a line; empty where it leaves out nothing. */
export function describeLeftOut(groups: number): string {
  return groups > 1
    ? 'Left out for the public: similar answers, marks, and the problems of reports but for their own pages.\n'
    : '';
}

/** What the summary of a publication is made from. */
export interface PublishSummary {
  readonly publication: Publication;
  readonly branch: string;
  readonly dryRun: boolean;
  /** Number of warnings that were printed. */
  readonly warnings: number;
  /** The duration of the run. */
  readonly milliseconds: number;
}

/** Summarizes a publication in one line, without a line break. */
export function formatPublication({ publication, branch, dryRun, warnings, milliseconds }: PublishSummary): string {
  const { remote, upToDate, changes, bytes, hash } = publication;
  const place = printable(`${branch} on ${remote}`);
  const took = formatDuration(milliseconds);
  if (upToDate) return `${place}: nothing changed (${formatBytes(bytes)}), nothing was pushed, ${took}`;
  const sent = changes.reduce((sum, change) => sum + (change.bytes ?? 0), 0);
  const of = (kind: Change['kind']): number => changes.filter((change) => change.kind === kind).length;
  const parts = [
    `${count(of('added'), 'file')} added, ${of('changed')} changed, ${of('removed')} removed`,
    `${formatBytes(sent)} of ${formatBytes(bytes)}`,
    count(warnings, 'warning'),
    dryRun ? 'nothing was pushed' : `commit ${hash.slice(0, 12)}`,
    took,
  ];
  return `${place}: ${parts.join(', ')}`;
}
