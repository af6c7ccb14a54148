import type { Finding } from '../model/diagnostic.js';
import type { FigureTarget } from '../model/figure.js';
import { type ParsedReport, parseReport, type ReportInput } from '../parse/parse-report.js';
import { applyEdits, type Edit, withoutOverlaps } from './edit.js';
import { findEdits } from './find-edits.js';
import { sameReading, showsMore } from './same-reading.js';

/** A report with what was found wrong with it. */
export interface FixInput {
  readonly input: ReportInput;
  /** In the order of the source; those that cannot be fixed may be among them. */
  readonly findings: readonly Finding[];
  /** What a figure's address means. */
  readonly resolve: (href: string) => FigureTarget;
}

/** A report's text after fixing, and what was changed: sorted, without overlaps, placed in the text before. */
export interface Fixed {
  readonly text: string;
  readonly applied: readonly Edit[];
}

/**
 * Fixes what is safe and mechanical to fix: `figure-path` where the address is written out, `answer-placeholder`, and
 * `figure-count` where an image is read as text because its address has blanks.
 *
 * Only the characters concerned change. An edit after which the report would be read differently in any other way is not
 * made: a placeholder may be all that keeps a quotation of the answer from being read as the prompt.
 */
export function fixReport({ input, findings, resolve }: FixInput): Fixed {
  const { text } = input;
  const before = parseReport(input);
  const edits = withoutOverlaps(findEdits({ text, report: before.report, findings, resolve }));
  const readWith = (some: readonly Edit[]): ParsedReport => parseReport({ ...input, text: applyEdits(text, some) });
  // Figures that appear change what is read, so that all other edits are held against the report that shows them.
  const shown = harmless(edits.filter(isShowing), (some) => showsMore(before, readWith(some), some.length));
  const base = shown.length === 0 ? before : readWith(shown);
  const others = harmless(
    edits.filter((edit) => !isShowing(edit)),
    (some) => sameReading(base, readWith(withoutOverlaps([...shown, ...some]))),
  );
  const applied = withoutOverlaps([...shown, ...others]);
  return { text: applyEdits(text, applied), applied };
}

function isShowing({ rule }: Edit): boolean {
  return rule === 'figure-count';
}

/** Most times that a report is read again to tell the edits that do no harm from those that do. */
const mostReadings = 50;

/**
 * All edits when together they do no harm; otherwise those that do none beside the ones before them, found by halving.
 * Where many do harm, not all are tried: those that are left stay problems that are told.
 */
function harmless(edits: readonly Edit[], isHarmless: (edits: readonly Edit[]) => boolean): readonly Edit[] {
  let readings = 0;
  let kept: readonly Edit[] = [];
  const keep = (some: readonly Edit[]): void => {
    if (some.length === 0 || readings >= mostReadings) return;
    readings += 1;
    const together = [...kept, ...some];
    if (isHarmless(together)) kept = together;
    else if (some.length > 1) {
      const half = some.length >> 1;
      keep(some.slice(0, half));
      keep(some.slice(half));
    }
  };
  keep(edits);
  return kept;
}
