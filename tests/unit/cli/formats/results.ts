import type { OpenFormat } from '../../../../src/cli/formats/formatter.js';
import type { Diagnostic } from '../../../../src/model/diagnostic.js';
import { parseReport } from '../../../../src/parse/parse-report.js';
import { parseTemplate } from '../../../../src/parse/template/parse-template.js';
import {
  addTotals,
  type CheckedReport,
  countReport,
  type UnreadReport,
} from '../../../../src/pipeline/check/check-result.js';
import { condenseReport } from '../../../../src/pipeline/check/condense-report.js';
import { fullRecord } from '../../collect/record.js';

/** The name of a folder that breaks every format that does not escape it. */
export const hostileGroup = '=1+1,"<&\'>]]>%:\u001b[2J\u202e\r\n\ud800é';

const hostilePath = `reports/${hostileGroup}/README.md`;

/** A report with two questions, the second without an answer, of a template with three. */
const text = [
  '# Report',
  '',
  '### Question 1 @SUM(1,2) "quoted" & <b>',
  '',
  '> **Say it?**',
  '>',
  '> Answer length: 50-100 words.',
  '>',
  '> Answer:',
  '',
  `A\tODO ${'long '.repeat(60)}TODO \u001b[31m red`,
  '',
  '### Question 2',
  '',
  '> **Show it?**',
  '>',
  '> Answer:',
  '',
].join('\n');

const template = parseTemplate(
  `${text.replace(/A\tODO .*/, '')}\n### Question 3\n\n> **Draw it?**\n>\n> Answer:\n\n--- question 3 fill here ---\n`,
  'template.md',
);

/** A diagnostic at a line and column of the hostile report. */
function at(line: number, column: number, part: Partial<Diagnostic>): Diagnostic {
  const span = { path: hostilePath, line, column, endLine: line, endColumn: column + 4 };
  return { rule: 'text-todo', severity: 'warn', message: 'Message.', slug: 'hostile', span, ...part };
}

/** The report with problems about a question, about a missing question, and about the whole report. */
export const hostile: CheckedReport = condenseReport(
  {
    text,
    collected: { ...fullRecord, repository: '=1+1' },
    report: parseReport({
      text,
      path: hostilePath,
      slug: 'hostile',
      group: hostileGroup,
      templates: [template],
    }).report,
    template,
    diagnostics: [
      at(1, 1, {
        rule: 'prompt-changed',
        message: 'As a whole: 100%,\r\nsaid <b>"it" & [more](x)</b>\u0007\ufffe\u2028.',
      }),
      at(11, 307, { question: '1', suggestion: '![a::b](\u001b]0;x\u0007.png)' }),
      at(13, 1, { rule: 'answer-missing', severity: 'error', question: '2' }),
      at(13, 1, { rule: 'question-missing', severity: 'error', question: '3', message: 'Question 3 is missing.' }),
    ],
  },
  'read',
);

/** A report that could not be read. */
export const unread: UnreadReport = {
  slug: 'unread',
  group: '-unread',
  path: '/abs/un read/README.md',
  failure: { reason: 'README.md is UTF-16.', advice: 'Save it as UTF-8.' },
};

/** The result of checking both. */
export const result: readonly (CheckedReport | UnreadReport)[] = [hostile, unread];

/** A result without problems. */
export const clean: typeof result = [{ ...hostile, diagnostics: [] }];

/** What a format prints of some reports. */
export function format(
  open: OpenFormat,
  reports: typeof result,
  context: Partial<Parameters<OpenFormat>[0]> = {},
): string {
  const formatter = open({ color: false, columns: 80, verbose: false, version: '1.2.3', ...context });
  const parts = reports.map((report) => formatter.part(report));
  return [...formatter.join(parts, addTotals(reports.map(countReport)))].join('');
}
