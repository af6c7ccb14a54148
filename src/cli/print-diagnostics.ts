import pico from 'picocolors';
import type { Diagnostic } from '../model/diagnostic.js';
import { maxOf } from '../model/min-max.js';
import { printable } from './terminal.js';
import { foldUnanswered } from './unanswered.js';

/** How diagnostics are printed. */
export interface DiagnosticStyle {
  readonly color: boolean;
  /** Lists every question without an answer, instead of one line for all of them in a report. */
  readonly verbose: boolean;
  /** The maximum number of diagnostics. Errors take precedence, and a last line counts what was left out. */
  readonly limit: number;
  /** The lines of the source to print below a diagnostic; empty for none. */
  readonly frame?: (diagnostic: Diagnostic) => string;
}

/**
 * Formats diagnostics for people: one block per file, in the order of the source, each line
 * `path:line:column  error  message  rule`. Ends with a line break; empty without diagnostics.
 */
export function formatDiagnostics(diagnostics: readonly Diagnostic[], style: DiagnosticStyle): string {
  const { limit, frame = () => '' } = style;
  const colors = pico.createColors(style.color);
  const inOrder = [...diagnostics].sort(byPlace);
  const { diagnostics: lines, replaced } = style.verbose
    ? { diagnostics: inOrder, replaced: new Map<Diagnostic, number>() }
    : foldUnanswered(inOrder);
  const shown = [...lines].sort(bySeverity).slice(0, limit).sort(byPlace);
  const frameOf = (diagnostic: Diagnostic): string => (replaced.has(diagnostic) ? '' : frame(diagnostic));
  const blocks = groupByFile(shown).map((block) => formatBlock(block, colors, frameOf));
  const rest = shown.reduce((left, diagnostic) => left - (replaced.get(diagnostic) ?? 1), diagnostics.length);
  if (rest > 0) blocks.push(`${colors.dim(`… and ${rest} more. \`report check\` lists all of them.`)}\n`);
  return blocks.join('\n');
}

type Colors = ReturnType<typeof pico.createColors>;

function groupByFile(sorted: readonly Diagnostic[]): readonly (readonly Diagnostic[])[] {
  const byFile = new Map<string, Diagnostic[]>();
  for (const diagnostic of sorted) {
    const block = byFile.get(diagnostic.span.path);
    if (block) block.push(diagnostic);
    else byFile.set(diagnostic.span.path, [diagnostic]);
  }
  return [...byFile.values()];
}

function formatBlock(
  block: readonly Diagnostic[],
  colors: Colors,
  frame: NonNullable<DiagnosticStyle['frame']>,
): string {
  const width = maxOf(block.map((diagnostic) => placeOf(diagnostic).length)) ?? 0;
  return block
    .map((diagnostic) => {
      const place = colors.cyan(placeOf(diagnostic).padEnd(width));
      const severity = diagnostic.severity === 'error' ? colors.red('error') : colors.yellow('warn ');
      const text = `${place}  ${severity}  ${printable(diagnostic.message)}  ${colors.dim(diagnostic.rule)}\n`;
      const line = text + frame(diagnostic);
      const { message, suggestion } = diagnostic;
      if (suggestion === undefined || message.includes(suggestion)) return line;
      return `${line}${' '.repeat(width + 9)}${colors.dim('instead:')} ${printable(suggestion)}\n`;
    })
    .join('');
}

function placeOf({ span }: Diagnostic): string {
  return `${printable(span.path)}:${span.line}:${span.column}`;
}

function bySeverity(a: Diagnostic, b: Diagnostic): number {
  if (a.severity === b.severity) return byPlace(a, b);
  return a.severity === 'error' ? -1 : 1;
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  if (a.span.path !== b.span.path) return a.span.path < b.span.path ? -1 : 1;
  return a.span.line - b.span.line || a.span.column - b.span.column || (a.rule < b.rule ? -1 : Number(a.rule > b.rule));
}
