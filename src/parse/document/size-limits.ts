/**
 * Limits on what is read of a report. All processing is linear in the size of a report; these limits are for items with
 * a cost of their own: a line, a heading, a question's page, a figure's file. Real reports have less than 1,000 lines,
 * 60 headings and 50 figures.
 */
import type { Finding } from '../../model/diagnostic.js';
import type { Figure } from '../../model/figure.js';
import { type SourceText, spanOfLines } from './source.js';

/** Maximum number of each. `figures` counts distinct URLs. */
export const limits = { lines: 20_000, headings: 1_000, questions: 200, figures: 1_000 } as const;

/** A report's text up to a limit, and the finding about it. */
export interface CutSource {
  readonly source: SourceText;
  readonly finding: Finding;
}

/**
 * Cuts a source at a limit.
 *
 * @param from The first line (0-based) that is left out.
 */
export function cutSource(source: SourceText, from: number, limit: 'lines' | 'headings' | 'questions'): CutSource {
  const message = `A report may have ${limits[limit]} ${limit}; this one has more, and everything from line ${from + 1} on was left out. Shorten the report; data, logs and long listings belong in files of their own.`;
  return {
    source: { ...source, lines: source.lines.slice(0, from) },
    finding: { rule: 'report-too-large', message, span: spanOfLines(source, from, from + 1) },
  };
}

/** The distinct figure URLs of a report, up to the limit. */
export function figureAddresses(figures: readonly Pick<Figure, 'href' | 'dark'>[]): readonly string[] {
  return [...new Set(figures.flatMap(({ href, dark }) => (dark === undefined ? href : [href, dark])))].slice(
    0,
    limits.figures,
  );
}

/** The finding for a report with too many figures, at the first one beyond the limit. */
export function tooManyFigures(figures: readonly Figure[]): readonly Finding[] {
  const addresses = new Set(figureAddresses(figures));
  if (addresses.size < limits.figures) return [];
  const first = figures.find(({ href }) => !addresses.has(href));
  if (!first) return [];
  const message = `A report may have ${limits.figures} different figures; this one has more, and the others are not shown. Leave out those that no answer needs.`;
  return [{ rule: 'report-too-large', message, span: first.span }];
}
