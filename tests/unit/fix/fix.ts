import { checkReport } from '../../../src/check/check-report.js';
import { indexFiles } from '../../../src/figures/resolve/file-index.js';
import { resolveFigure } from '../../../src/figures/resolve/resolve-figure.js';
import { type Fixed, fixReport } from '../../../src/fix/fix-report.js';
import type { Diagnostic } from '../../../src/model/diagnostic.js';
import type { FigureOutcome } from '../../../src/model/figure.js';
import { parseReport, type ReportInput } from '../../../src/parse/parse-report.js';
import { template } from '../parse/course.js';

/** The files in the report's folder. */
const files = indexFiles(
  [
    'figures/a.png',
    'figures/b.PNG',
    'figures/two words.png',
    'figures/plan (1).svg',
    'figures/50%.png',
    'figures/Å&b.jpg',
  ],
  [],
  'lab',
);

/** A report of the small course. */
export function inputOf(text: string): ReportInput {
  return {
    text,
    path: 'lab/README.md',
    slug: 'lab',
    group: 'lab',
    templates: [template],
    isOwnFile: (href) => resolveFigure(href, files).kind === 'local',
    isExactFile: (href) => files.exact.has(href),
  };
}

function diagnose(text: string): readonly Diagnostic[] {
  const { report, template: obeyed, findings } = parseReport(inputOf(text));
  const outcomes = new Map(
    report.figures.map(({ href }): [string, FigureOutcome] => [
      href,
      { target: resolveFigure(href, files), failure: 'absent', reason: '' },
    ]),
  );
  const input = { report, outcomes, pictures: files.paths, counting: 'read' as const, parsed: findings };
  return checkReport(obeyed ? { ...input, template: obeyed } : input);
}

export function fix(text: string): Fixed {
  const resolve = (href: string) => resolveFigure(href, files);
  return fixReport({ input: inputOf(text), findings: diagnose(text), resolve });
}

/** The findings of the rules that can be fixed. */
export function fixable(text: string): readonly string[] {
  return diagnose(text)
    .map(({ rule }) => rule)
    .filter((rule) => rule === 'figure-path' || rule === 'answer-placeholder');
}
