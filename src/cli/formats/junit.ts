import type { Diagnostic } from '../../model/diagnostic.js';
import { countProblems } from '../../model/report-progress.js';
import { type CheckedReport, isUnread, type UnreadReport } from '../../pipeline/check/check-result.js';
import { printableLines } from '../terminal.js';
import { problemsByQuestion } from './by-question.js';
import type { Formatter } from './formatter.js';

/**
 * JUnit XML for test reporters: a suite per report with a case per question, and one case for diagnostics about the whole
 * report. Errors make a case fail; warnings are its output.
 */
export function openJunit(): Formatter {
  const total = { tests: 0, failures: 0, errors: 0 };
  return {
    part: (report) => {
      const { xml, ...counts } = isUnread(report) ? unreadSuite(report) : suiteOf(report);
      total.tests += counts.tests;
      total.failures += counts.failures;
      total.errors += counts.errors;
      return xml;
    },
    *join(parts) {
      const counts = `tests="${total.tests}" failures="${total.failures}" errors="${total.errors}"`;
      yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="report check" ${counts}>\n`;
      yield* parts;
      yield '</testsuites>\n';
    },
  };
}

interface Suite {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly xml: string;
}

function suiteOf(report: CheckedReport): Suite {
  const { questions, others } = problemsByQuestion(report);
  const cases = [
    { name: 'The report as a whole', diagnostics: others },
    ...questions.map(({ key, label, title, diagnostics }) => ({ name: title || label || key, diagnostics })),
  ];
  const failures = cases.filter(({ diagnostics }) => countProblems(diagnostics).errors > 0).length;
  const body = cases.map(({ name, diagnostics }) => testcase(report, name, outcomeOf(diagnostics)));
  return suite(report, { tests: cases.length, failures, errors: 0 }, body);
}

function unreadSuite(report: UnreadReport): Suite {
  const { reason, advice } = report.failure;
  const outcome = `      <error message="${attribute(reason)}">${text(`${reason} ${advice}`)}</error>\n`;
  const body = [testcase(report, 'The report as a whole', outcome)];
  return suite(report, { tests: 1, failures: 0, errors: 1 }, body);
}

type About = Pick<CheckedReport, 'slug' | 'group' | 'path'>;

function suite({ group, path }: About, counts: Omit<Suite, 'xml'>, cases: readonly string[]): Suite {
  const { tests, failures, errors } = counts;
  const numbers = `tests="${tests}" failures="${failures}" errors="${errors}"`;
  const open = `  <testsuite name="${attribute(group)}" file="${attribute(path)}" ${numbers}>\n`;
  return { ...counts, xml: `${open}${cases.join('')}  </testsuite>\n` };
}

function testcase({ slug, path }: About, name: string, outcome: string): string {
  const open = `    <testcase classname="${attribute(slug)}" name="${attribute(name)}" file="${attribute(path)}"`;
  return outcome === '' ? `${open}/>\n` : `${open}>\n${outcome}    </testcase>\n`;
}

function outcomeOf(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const warnings = diagnostics.filter(({ severity }) => severity === 'warn');
  const [first] = errors;
  const failure = first
    ? `      <failure message="${attribute(first.message)}" type="${first.rule}">${text(errors.map(line).join('\n'))}</failure>\n`
    : '';
  const output = warnings.length > 0 ? `      <system-out>${text(warnings.map(line).join('\n'))}</system-out>\n` : '';
  return failure + output;
}

function line({ span, severity, message, rule }: Diagnostic): string {
  return `${span.path}:${span.line}:${span.column} ${severity} ${message} (${rule})`.replaceAll('\n', ' ');
}

/** Escapes text for XML 1.0, in which most control characters cannot be written at all: they become `\x1b` and the like. */
function text(content: string): string {
  return printableLines(content)
    .replace(/[\p{Surrogate}\ufffe\uffff]/gu, '\ufffd')
    .replace(/[<>&"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

function attribute(content: string): string {
  return text(content).replaceAll('\n', '&#10;');
}
