import type { Finding } from '../model/diagnostic.js';
import type { FigureTarget } from '../model/figure.js';
import { parseReport, type ReportInput } from '../parse/parse-report.js';
import { applyEdits, type Edit, withoutOverlaps } from './edit.js';
import { findEdits } from './find-edits.js';
import { sameReading } from './same-reading.js';

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
 * Fixes what is safe and mechanical to fix: `figure-path` where the address is written out, and `answer-placeholder`.
 *
 * Only the characters concerned change. An edit after which the report would be read differently in any other way is not
 * made: a placeholder may be all that keeps a quotation of the answer from being read as the prompt.
 */
export function fixReport({ input, findings, resolve }: FixInput): Fixed {
  const { text } = input;
  const before = parseReport(input);
  const edits = withoutOverlaps(findEdits({ text, report: before.report, findings, resolve }));
  const applied = harmless(edits, (some) => {
    const after = parseReport({ ...input, text: applyEdits(text, some) });
    return sameReading(before, after);
  });
  return { text: applyEdits(text, applied), applied };
}

/** All edits when together they do no harm; otherwise those that do none beside the ones before them. */
function harmless(edits: readonly Edit[], isHarmless: (edits: readonly Edit[]) => boolean): readonly Edit[] {
  if (edits.length === 0 || isHarmless(edits)) return edits;
  const kept: Edit[] = [];
  for (const edit of edits) {
    kept.push(edit);
    if (!isHarmless(kept)) kept.pop();
  }
  return kept;
}
