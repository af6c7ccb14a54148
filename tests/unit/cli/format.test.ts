import { describe, expect, it } from 'vitest';
import { formatDiagnostics } from '../../../src/cli/print-diagnostics.js';
import { formatBuildSummary, formatBytes, formatDuration } from '../../../src/cli/summary.js';
import { describeTerminal, printable } from '../../../src/cli/terminal.js';
import type { Diagnostic } from '../../../src/model/diagnostic.js';
import type { BuildResult } from '../../../src/pipeline/build-result.js';

function diagnostic(part: Partial<Diagnostic> & { path?: string; line?: number; column?: number } = {}): Diagnostic {
  const { path = 'reports/a/README.md', line = 1, column = 1, ...rest } = part;
  const span = { path, line, column, endLine: line, endColumn: column + 1 };
  return { rule: 'answer-missing', severity: 'error', message: 'Question 1 has no answer.', slug: 'a', span, ...rest };
}

describe('formatDiagnostics', () => {
  it('is empty without diagnostics', () => {
    expect(formatDiagnostics([], { color: false, verbose: false, limit: 10 })).toBe('');
  });

  it('groups by file, in the order of the source', () => {
    const text = formatDiagnostics(
      [
        diagnostic({ path: 'reports/b/README.md', line: 9, message: 'Last.' }),
        diagnostic({
          line: 120,
          column: 4,
          message: 'Second.',
          severity: 'warn',
          rule: 'figure-alt',
          suggestion: '![a plot](a.png)',
        }),
        diagnostic({ line: 7, message: 'First.' }),
      ],
      { color: false, verbose: false, limit: 10 },
    );
    expect(text).toBe(
      [
        'reports/a/README.md:7:1    error  First.  answer-missing',
        'reports/a/README.md:120:4  warn   Second.  figure-alt',
        '                                  instead: ![a plot](a.png)',
        '',
        'reports/b/README.md:9:1  error  Last.  answer-missing',
        '',
      ].join('\n'),
    );
  });

  it('does not repeat a suggestion that is part of the message', () => {
    const told = diagnostic({ message: 'Write `![](a.png)`.', suggestion: '![](a.png)' });
    expect(formatDiagnostics([told], { color: false, verbose: false, limit: 1 })).toBe(
      'reports/a/README.md:1:1  error  Write `![](a.png)`.  answer-missing\n',
    );
  });

  it('prefers errors to warnings at the limit, and counts the rest', () => {
    const warnings = [1, 2, 3].map((line) =>
      diagnostic({ line, severity: 'warn', rule: 'figure-alt', message: 'Alt.' }),
    );
    expect(formatDiagnostics([...warnings, diagnostic({ line: 50 })], { color: false, verbose: false, limit: 2 })).toBe(
      [
        'reports/a/README.md:1:1   warn   Alt.  figure-alt',
        'reports/a/README.md:50:1  error  Question 1 has no answer.  answer-missing',
        '',
        '… and 2 more. `report check` lists all of them.',
        '',
      ].join('\n'),
    );
  });

  describe('several questions without an answer', () => {
    const unanswered = [31, 2, 1, 3, 30].map((question) =>
      diagnostic({ line: question * 10, question: String(question), message: `Question ${question} has no answer.` }),
    );
    const style = { color: false, verbose: false, limit: 10, frame: () => '  the source\n' };

    it('are folded into one line per report, at the place of the first', () => {
      const other = diagnostic({ path: 'reports/b/README.md', question: '4', message: 'Question 4 has no answer.' });
      const short = diagnostic({
        line: 15,
        severity: 'warn',
        rule: 'answer-too-short',
        question: '1',
        message: 'Short.',
      });
      expect(formatDiagnostics([other, ...unanswered, short], style)).toBe(
        [
          'reports/a/README.md:10:1  error  Unanswered: 1–3, 30, 31  answer-missing',
          'reports/a/README.md:15:1  warn   Short.  answer-too-short',
          '  the source',
          '',
          'reports/b/README.md:1:1  error  Question 4 has no answer.  answer-missing',
          '  the source',
          '',
        ].join('\n'),
      );
    });

    it('are listed one by one with `verbose`', () => {
      const lines = formatDiagnostics(unanswered, { ...style, verbose: true, frame: () => '' }).split('\n');
      expect(lines.map((line) => line.trim().split('  ').at(2))).toEqual([
        ...[1, 2, 3, 30, 31].map((number) => `Question ${number} has no answer.`),
        undefined,
      ]);
    });

    it('count as one line for the limit, and one by one when left out', () => {
      const missing = diagnostic({ line: 1, rule: 'figure-missing-file', message: 'No file.' });
      expect(formatDiagnostics([...unanswered, missing], { ...style, limit: 1, frame: () => '' })).toBe(
        'reports/a/README.md:1:1  error  No file.  figure-missing-file\n\n' +
          '… and 5 more. `report check` lists all of them.\n',
      );
      expect(formatDiagnostics([...unanswered, missing], { ...style, limit: 2 })).not.toContain('more');
    });

    it('are named once when two have the same number', () => {
      const twice = [1, 2].map((line) => diagnostic({ line, question: '7', message: 'Question 7 has no answer.' }));
      expect(formatDiagnostics(twice, style)).toBe('reports/a/README.md:1:1  error  Unanswered: 7  answer-missing\n');
    });
  });

  it('escapes control characters from a report', () => {
    const hostile = diagnostic({
      path: 'reports/\u001b[2J/README.md',
      message: 'No file `a\u001b]0;owned\u0007\r\n\u009b31m\u202egnp.b`.',
      suggestion: '\u001b[31mred',
    });
    expect(formatDiagnostics([hostile], { color: false, verbose: false, limit: 1 })).toBe(
      'reports/\\x1b[2J/README.md:1:1  error  No file `a\\x1b]0;owned\\x07\\x0d\\x0a\\x9b31m\\u202egnp.b`.  answer-missing\n' +
        `${' '.repeat(38)}instead: \\x1b[31mred\n`,
    );
  });

  it('uses colour if the style says so', () => {
    expect(formatDiagnostics([diagnostic()], { color: true, verbose: false, limit: 1 })).toBe(
      '\u001b[36mreports/a/README.md:1:1\u001b[39m  \u001b[31merror\u001b[39m  Question 1 has no answer.  \u001b[2manswer-missing\u001b[22m\n',
    );
  });
});

describe('formatBuildSummary', () => {
  const empty: BuildResult = {
    groups: [],
    figures: { total: 0, encoded: 0, cached: 0, failed: 0, sourceBytes: 0, outputBytes: 0 },
    site: { written: 0, kept: 0, removed: 0, bytes: 0 },
    notes: [],
    out: '/x/site',
  };
  const group = { slug: 'a', group: 'a', failed: false, diagnostics: [], figures: 0 };

  it('counts groups, figures and problems', () => {
    const result = {
      ...empty,
      groups: [
        {
          ...group,
          figures: 9,
          diagnostics: [diagnostic(), diagnostic({ severity: 'warn' }), diagnostic({ severity: 'warn' })],
        },
        { ...group, figures: 6 },
        { ...group, failed: true },
      ],
      // Files of prompts among them.
      figures: { ...empty.figures, total: 474, sourceBytes: 124_000_000, outputBytes: 19_240_000 },
    };
    expect(formatBuildSummary({ result, out: 'site', milliseconds: 31_240 })).toBe(
      'site: 3 groups (1 failed), 15 figures (124 MB → 19.2 MB), 1 error, 2 warnings, 31 s',
    );
  });

  it('omits the sizes when every figure failed', () => {
    const result = { ...empty, groups: [{ ...group, figures: 1 }], figures: { ...empty.figures, total: 1, failed: 1 } };
    expect(formatBuildSummary({ result, out: 'site', milliseconds: 90 })).toBe(
      'site: 1 group, 1 figure, no errors, no warnings, 90 ms',
    );
  });

  it('says “no” for zero', () => {
    expect(formatBuildSummary({ result: { ...empty, groups: [group] }, out: 'site', milliseconds: 90 })).toBe(
      'site: 1 group, no figures, no errors, no warnings, 90 ms',
    );
  });
});

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1 kB'],
  [1234, '1.23 kB'],
  [99_949, '99.9 kB'],
  [99_960, '100 kB'],
  [999_600, '1 MB'],
  [19_240_000, '19.2 MB'],
  [5e15, '5000 TB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

it.each([
  [0.4, '0 ms'],
  [999, '999 ms'],
  [999.7, '1.0 s'],
  [9_940, '9.9 s'],
  [9_960, '10 s'],
  [119_400, '119 s'],
  [725_000, '12 min 5 s'],
])('%d milliseconds are %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});

describe('describeTerminal', () => {
  const tty = { isTTY: true, columns: 120 };
  it.each([
    ['a terminal', tty, {}, { live: true, color: true, columns: 120 }],
    ['a pipe', {}, {}, { live: false, color: false, columns: 80 }],
    ['CI', tty, { CI: 'true' }, { live: false, color: false, columns: 120 }],
    ['NO_COLOR', tty, { NO_COLOR: '1' }, { live: true, color: false, columns: 120 }],
    ['an empty NO_COLOR', tty, { NO_COLOR: '' }, { live: true, color: true, columns: 120 }],
    ['a dumb terminal', tty, { TERM: 'dumb' }, { live: false, color: false, columns: 120 }],
  ])('%s', (_, stream, env, expected) => {
    expect(describeTerminal(stream, env)).toEqual(expected);
  });
});

it('keeps letters of every script', () => {
  expect(printable('naïve 漢字 👩‍🔬 עברית')).toBe('naïve 漢字 👩‍🔬 עברית');
});
