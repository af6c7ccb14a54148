import pico from 'picocolors';
import { type CheckTotals, isUnread } from '../../pipeline/check/check-result.js';
import { formatDiagnostics } from '../print-diagnostics.js';
import { printable } from '../terminal.js';
import { foldUnanswered } from '../unanswered.js';
import { codeFrame } from './code-frame.js';
import type { Formatter, PrettyStyle } from './formatter.js';

/**
 * Formats a check for people: a block per report with each problem, its place, the line of the source, and what to write
 * instead where that is known. When there is no problem at all, a sentence says that the reports are ready.
 */
export function openPretty({ color, columns, verbose }: PrettyStyle): Formatter {
  const colors = pico.createColors(color);
  let hasFolded = false;
  const hint = `${colors.dim('`report check --verbose` says of each unanswered question what it asks for.')}\n`;
  return {
    part: (report) => {
      if (isUnread(report)) {
        const { reason, advice } = report.failure;
        return `${colors.cyan(printable(report.path))}  ${colors.red('error')}  ${printable(`${reason} ${advice}`)}\n`;
      }
      const { diagnostics, lines } = report;
      hasFolded ||= !verbose && foldUnanswered(diagnostics).replaced.size > 0;
      return formatDiagnostics(diagnostics, {
        color,
        verbose,
        limit: Number.POSITIVE_INFINITY,
        frame: ({ span }) => colors.dim(codeFrame({ line: lines[span.line] ?? '', span, columns })),
      });
    },
    *join(parts, totals) {
      let isFirst = true;
      for (const block of withEnd(parts, [...(hasFolded ? [hint] : []), ...readySentence(totals)])) {
        if (block === '') continue;
        yield isFirst ? block : `\n${block}`;
        isFirst = false;
      }
    },
  };
}

function* withEnd(parts: Iterable<string>, end: readonly string[]): Iterable<string> {
  yield* parts;
  yield* end;
}

/** Empty while something is wrong, or a question is unanswered although the rule about it is off. */
function readySentence({ ready, reports }: CheckTotals): readonly string[] {
  if (!ready) return [];
  return [reports === 1 ? 'The report is ready to hand in.\n' : `All ${reports} reports are ready to hand in.\n`];
}
