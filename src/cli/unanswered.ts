import { writeRanges } from '../cohort/ranges.js';
import type { Diagnostic } from '../model/diagnostic.js';

/** Diagnostics for printing, with one for all unanswered questions of a report. */
export interface FoldedDiagnostics {
  readonly diagnostics: readonly Diagnostic[];
  /** The diagnostics that replace others, and how many each of them replaces. */
  readonly replaced: ReadonlyMap<Diagnostic, number>;
}

/**
 * Replaces the `answer-missing` diagnostics of each file by one that names the questions: `Unanswered: 1–4, 7`. Its place
 * is that of the first. A single diagnostic in a file is kept, because its message says more.
 *
 * @param diagnostics In the order of the source; the order of the files does not matter.
 */
export function foldUnanswered(diagnostics: readonly Diagnostic[]): FoldedDiagnostics {
  const replaced = new Map<Diagnostic, number>();
  const substitutes = new Map<Diagnostic, Diagnostic | null>();
  for (const unanswered of unansweredByFile(diagnostics)) {
    const [first] = unanswered;
    if (first === undefined || unanswered.length === 1) continue;
    const keys = new Set(unanswered.flatMap(({ question }) => question ?? []));
    const folded = { ...first, message: `Unanswered: ${writeRanges([...keys])}` };
    for (const diagnostic of unanswered) substitutes.set(diagnostic, null);
    substitutes.set(first, folded);
    replaced.set(folded, unanswered.length);
  }
  const kept = diagnostics.flatMap((diagnostic) => {
    const substitute = substitutes.get(diagnostic);
    return substitute === undefined ? diagnostic : (substitute ?? []);
  });
  return { diagnostics: kept, replaced };
}

function unansweredByFile(diagnostics: readonly Diagnostic[]): Iterable<readonly Diagnostic[]> {
  const byFile = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    if (diagnostic.rule !== 'answer-missing') continue;
    const unanswered = byFile.get(diagnostic.span.path);
    if (unanswered) unanswered.push(diagnostic);
    else byFile.set(diagnostic.span.path, [diagnostic]);
  }
  return byFile.values();
}
