import type { Finding } from '../model/diagnostic.js';
import type { FigureTarget } from '../model/figure.js';
import { type ParsedReport, parseReport, type ReportInput } from '../parse/parse-report.js';
import { isSameReading, isSameWithFigures } from './compare-readings.js';
import { applyEdits, type Edit, withoutOverlaps } from './edit.js';
import { findEdits } from './find-edits.js';

/** A report with its findings. */
export interface FixInput {
  readonly input: ReportInput;
  /** In the order of the source; may include findings that cannot be fixed. */
  readonly findings: readonly Finding[];
  /** Resolves a figure's URL. */
  readonly resolve: (href: string) => FigureTarget;
}

/** A report's text after fixing, and the applied edits: sorted, without overlaps, with offsets in the original text. */
export interface Fixed {
  readonly text: string;
  readonly applied: readonly Edit[];
}

/**
 * Fixes what is safe and mechanical to fix: `figure-path` where the URL is written in the report, `answer-placeholder`,
 * and `figure-count` where an image is read as text because of spaces in its URL.
 *
 * Only the characters concerned change. An edit that would change how the rest of the report is parsed is skipped: a
 * placeholder may be all that keeps a quotation in the answer from being read as the prompt.
 */
export function fixReport({ input, findings, resolve }: FixInput): Fixed {
  const { text } = input;
  const before = parseReport(input);
  const edits = withoutOverlaps(findEdits({ text, report: before.report, findings, resolve }));
  const parseWith = (some: readonly Edit[]): ParsedReport => parseReport({ ...input, text: applyEdits(text, some) });
  // New figures change the parse result, so all other edits are compared with the report that includes them.
  const figureEdits = withoutHarmful(edits.filter(addsFigure), (some) =>
    isSameWithFigures(before, parseWith(some), some.length),
  );
  const base = figureEdits.length === 0 ? before : parseWith(figureEdits);
  const others = withoutHarmful(
    edits.filter((edit) => !addsFigure(edit)),
    (some) => isSameReading(base, parseWith(withoutOverlaps([...figureEdits, ...some]))),
  );
  const applied = withoutOverlaps([...figureEdits, ...others]);
  return { text: applyEdits(text, applied), applied };
}

function addsFigure({ rule }: Edit): boolean {
  return rule === 'figure-count';
}

/** Maximum number of times that a report is parsed again to find harmful edits. */
const maxParses = 50;

/**
 * All edits if together they do no harm; otherwise those that are harmless after the ones before them, found by
 * bisection. With many harmful edits not all are tried; the problems of the others remain reported.
 */
function withoutHarmful(edits: readonly Edit[], isHarmless: (edits: readonly Edit[]) => boolean): readonly Edit[] {
  let parses = 0;
  let kept: readonly Edit[] = [];
  const keep = (some: readonly Edit[]): void => {
    if (some.length === 0 || parses >= maxParses) return;
    parses += 1;
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
