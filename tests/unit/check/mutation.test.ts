/** Mutation test: each rule reports its fault at the right line, and no other rule reports anything. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkReport } from '../../../src/check/check-report.js';
import { rules } from '../../../src/check/rules.js';
import { resolveFigure } from '../../../src/figures/resolve/resolve-figure.js';
import { convertFormula } from '../../../src/formulas/convert-formula.js';
import { findUnreadable } from '../../../src/formulas/find-unreadable.js';
import type { Diagnostic } from '../../../src/model/diagnostic.js';
import { parseReport } from '../../../src/parse/parse-report.js';
import { settleDiagrams } from '../../../src/pipeline/group/settle-diagrams.js';
import { searchOf } from '../../support/long-tests.js';
import { type Draft, drafts, linesOf } from './clean-report.js';
import { template } from './course.js';
import { pickFrom } from './fault.js';
import { figureFaults } from './figure-faults.js';
import { files, outcomeOf } from './folder.js';
import { questionFaults } from './question-faults.js';
import { textFaults } from './text-faults.js';

const faults = { ...questionFaults, ...figureFaults, ...textFaults };
/** `HANDIN_LONG_TESTS=1 SEED=7` tries more cases, and others. */
const runs = searchOf(40, 200);
/** Timeout for the cases of one rule, on a busy machine. */
const patience = 60_000;

function check(text: string): readonly Diagnostic[] {
  const parsed = parseReport({
    text,
    path: 'lab/README.md',
    slug: 'lab',
    group: 'lab',
    templates: [template],
    isOwnFile: (href) => resolveFigure(href, files).kind === 'local',
  });
  const outcomes = new Map(parsed.report.figures.map(({ href }) => [href, outcomeOf(href)]));
  const { report, findings, formulas, template: obeyed } = settleDiagrams(parsed, outcomes);
  const input = {
    report,
    outcomes,
    pictures: files.paths,
    counting: 'read' as const,
    parsed: [...findings, ...findUnreadable(formulas, convertFormula)],
  };
  return checkReport(obeyed ? { ...input, template: obeyed } : input);
}

function textOf(draft: Draft): string {
  return draft.dress(
    `${linesOf(draft)
      .map(({ text }) => text)
      .join('\n')}\n`,
  );
}

/** Each finding as `rule:line`, so that a failure reads well. */
function told(text: string): readonly string[] {
  return check(text).map(({ rule, span }) => `${rule}:${span.line}`);
}

describe('a valid report', () => {
  it(
    'has no diagnostics',
    () => {
      fc.assert(
        fc.property(drafts, (build) => {
          const text = textOf(build());
          expect(told(text), text).toEqual([]);
        }),
        searchOf(60, 300),
      );
    },
    patience,
  );
});

describe('a report with one fault', () => {
  // They have their own tests: two hundred reports that are too large would take too long, and a record is no part of one.
  it.each(rules.map(({ name }) => name).filter((name) => !['report-too-large', 'record-damaged'].includes(name)))(
    '%s is told at its line, and nothing else is',
    (name) => {
      const fault = faults[name];
      const choices = fc.array(fc.nat(997), { minLength: 12, maxLength: 12 });
      fc.assert(
        fc.property(drafts, choices, (build, numbers) => {
          const draft = build();
          if (draft.figures.length === 0 || !fault) throw new Error('nothing to damage');
          const place = fault(draft, pickFrom(numbers));
          const lines = linesOf(draft).flatMap((line) =>
            line.text.split('\n').map((_, index) => (index === 0 ? line : undefined)),
          );
          const line = typeof place === 'number' ? place : lines.indexOf(place) + 1;
          const text = textOf(draft);
          expect(told(text), text).toEqual([`${name}:${line}`]);
        }),
        runs,
      );
    },
    patience,
  );
});
