import { describe, expect, it } from 'vitest';
import { openCsv } from '../../../../src/cli/formats/csv.js';
import { openGithub } from '../../../../src/cli/formats/github.js';
import { openJson } from '../../../../src/cli/formats/json.js';
import { openJunit } from '../../../../src/cli/formats/junit.js';
import { openPretty } from '../../../../src/cli/formats/pretty.js';
import type { CheckOutput } from '../../../../src/pipeline/check/check-output.js';
import { clean, format, hostile, hostileGroup, result, unread } from './results.js';

/** The hostile name as formats for people print it. */
const shown = '=1+1,"<&\'>]]>%:\\x1b[2J\\u202e\\x0d\\x0a\ud800é';

describe('pretty', () => {
  it('groups by file, and prints the line of each problem, cut around its place', () => {
    const path = `reports/${shown}/README.md`;
    const indent = ' '.repeat(`${path}:11:307`.length + 9);
    expect(format(openPretty, result)).toBe(
      `${path}:1:1     warn   As a whole: 100%,\\x0d\\x0asaid <b>"it" & [more](x)</b>\\x07\ufffe\\u2028.  prompt-changed
  1 | # Report
    | ^^^^
${path}:11:307  warn   Message.  text-todo
  11 | …g long long long long long long long long long long long TODO \\x1b[31m red
     |                                                           ^^^^
${indent}instead: ![a::b](\\x1b]0;x\\x07.png)
${path}:13:1    error  Message.  answer-missing
  13 | ### Question 2
     | ^^^^
${path}:13:1    error  Question 3 is missing.  question-missing
  13 | ### Question 2
     | ^^^^

/abs/un read/README.md  error  README.md is UTF-16. Save it as UTF-8.
`,
    );
  });

  it('uses colour if the style says so', () => {
    const sequence = '\u001b[';
    expect(format(openPretty, [unread], { color: true })).toBe(
      `${sequence}36m/abs/un read/README.md${sequence}39m  ${sequence}31merror${sequence}39m  README.md is UTF-16. Save it as UTF-8.\n`,
    );
  });

  it('is empty without problems while a question is unanswered', () => {
    expect(format(openPretty, clean)).toBe('');
  });
});

describe('json', () => {
  it('contains everything unescaped', () => {
    const path = `reports/${hostileGroup}/README.md`;
    const place = (line: number, column: number) => ({ path, line, column, endLine: line, endColumn: column + 4 });
    const expected: CheckOutput = {
      version: 1,
      reports: [
        {
          slug: 'hostile',
          group: hostileGroup,
          path,
          template: { name: 'template.md', fits: true, agreeing: 2, compared: 2 },
          collected: {
            repository: '=1+1',
            commit: 'a'.repeat(40),
            date: '2026-01-20T10:00:00+01:00',
            address: null,
            chosen: 'deadline',
            laterCommits: 2,
          },
          questions: [
            {
              key: '1',
              label: 'Question 1',
              number: 1,
              title: 'Question 1 @SUM(1,2) "quoted" & <b>',
              status: 'answered',
              words: 65,
              figures: 0,
              limits: { words: { min: 50, max: 100, from: 'prompt' }, figures: null },
            },
            {
              key: '2',
              label: 'Question 2',
              number: 2,
              title: 'Question 2',
              status: 'empty',
              words: 0,
              figures: 0,
              limits: { words: null, figures: null },
            },
          ],
          checklist: { done: 0, total: 0 },
          diagnostics: [
            {
              rule: 'prompt-changed',
              severity: 'warn',
              message: 'As a whole: 100%,\r\nsaid <b>"it" & [more](x)</b>\u0007\ufffe\u2028.',
              ...place(1, 1),
            },
            {
              rule: 'text-todo',
              severity: 'warn',
              message: 'Message.',
              ...place(11, 307),
              question: 1,
              suggestion: '![a::b](\u001b]0;x\u0007.png)',
            },
            { rule: 'answer-missing', severity: 'error', message: 'Message.', ...place(13, 1), question: 2 },
            {
              rule: 'question-missing',
              severity: 'error',
              message: 'Question 3 is missing.',
              ...place(13, 1),
              question: 3,
            },
          ],
        },
        {
          slug: 'unread',
          group: '-unread',
          path: '/abs/un read/README.md',
          template: null,
          questions: [],
          checklist: { done: 0, total: 0 },
          diagnostics: [],
          failure: { reason: 'README.md is UTF-16.', advice: 'Save it as UTF-8.' },
        },
      ],
      summary: { reports: 2, unreadable: 1, questions: 3, answered: 1, errors: 2, warnings: 2 },
    };
    expect(JSON.parse(format(openJson, result))).toEqual(expected);
  });

  it('escapes characters that a terminal interprets', () => {
    const message = '\u009b31m\u007f\u202e\u2028\u2066\u061c';
    const [first] = hostile.diagnostics;
    const text = format(openJson, [{ ...hostile, diagnostics: first ? [{ ...first, message }] : [] }]);
    expect(text).toContain('"message": "\\u009b31m\\u007f\\u202e\\u2028\\u2066\\u061c"');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });
});

describe('github', () => {
  it('escapes the characters that end a command, a property or a line', () => {
    const file = 'reports/=1+1%2C"<&\'>]]>%25%3A\\x1b[2J\\u202e%0D%0A\ud800é/README.md';
    expect(format(openGithub, result)).toBe(
      `::warning file=${file},line=1,col=1,title=prompt-changed::As a whole: 100%25,%0D%0Asaid <b>"it" & [more](x)</b>\\x07\ufffe\\u2028.
::warning file=${file},line=11,col=307,title=text-todo::Message.%0AInstead: ![a::b](\\x1b]0;x\\x07.png)
::error file=${file},line=13,col=1,title=answer-missing::Message.
::error file=${file},line=13,col=1,title=question-missing::Question 3 is missing.
::error file=/abs/un read/README.md,line=1,title=unreadable report::README.md is UTF-16. Save it as UTF-8.
`,
    );
  });

  it('is empty without problems', () => {
    expect(format(openGithub, clean)).toBe('');
  });
});

describe('junit', () => {
  it('is valid XML 1.0, whatever a report contains', () => {
    const name = "=1+1,&#34;&#60;&#38;'&#62;]]&#62;%:\\x1b[2J\\u202e\\x0d&#10;\ufffdé";
    const path = `reports/${name.replace('&#10;', ' ')}/README.md`;
    const file = `reports/${name}/README.md`;
    expect(format(openJunit, result)).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="report check" tests="5" failures="2" errors="1">
  <testsuite name="${name}" file="${file}" tests="4" failures="2" errors="0">
    <testcase classname="hostile" name="The report as a whole" file="${file}">
      <system-out>${path}:1:1 warn As a whole: 100%,\\x0d said &#60;b&#62;&#34;it&#34; &#38; [more](x)&#60;/b&#62;\\x07\ufffd\\u2028. (prompt-changed)</system-out>
    </testcase>
    <testcase classname="hostile" name="Question 1 @SUM(1,2) &#34;quoted&#34; &#38; &#60;b&#62;" file="${file}">
      <system-out>${path}:11:307 warn Message. (text-todo)</system-out>
    </testcase>
    <testcase classname="hostile" name="Question 2" file="${file}">
      <failure message="Message." type="answer-missing">${path}:13:1 error Message. (answer-missing)</failure>
    </testcase>
    <testcase classname="hostile" name="Question 3" file="${file}">
      <failure message="Question 3 is missing." type="question-missing">${path}:13:1 error Question 3 is missing. (question-missing)</failure>
    </testcase>
  </testsuite>
  <testsuite name="-unread" file="/abs/un read/README.md" tests="1" failures="0" errors="1">
    <testcase classname="unread" name="The report as a whole" file="/abs/un read/README.md">
      <error message="README.md is UTF-16.">README.md is UTF-16. Save it as UTF-8.</error>
    </testcase>
  </testsuite>
</testsuites>
`,
    );
  });
});

describe('csv', () => {
  const head =
    'group,question,title,status,words,min_words,max_words,figures,min_figures,max_figures,errors,warnings,key,label,characters,min_characters,max_characters,repository,commit,commit_date,commit_chosen\r\n';

  it('quotes by RFC 4180, and contains no formula', () => {
    const group = `"'=1+1,""<&'>]]>%:\\x1b[2J\\u202e\\x0d\n\ud800é"`;
    const origin = `,'=1+1,${'a'.repeat(40)},2026-01-20T10:00:00+01:00,deadline`;
    expect(format(openCsv, result)).toBe(
      `${head}${group},1,"Question 1 @SUM(1,2) ""quoted"" & <b>",answered,65,50,100,0,,,0,1,1,Question 1,,,${origin}\r\n` +
        `${group},2,Question 2,empty,0,,,0,,,1,0,2,Question 2,,,${origin}\r\n` +
        `${group},3,Question 3,missing,,,,,,,1,0,3,Question 3,,,${origin}\r\n` +
        "'-unread,,,unreadable,,,,,,,,,,,,,,,,,\r\n",
    );
  });

  it.each(['=A1', '+1', '-1', '@SUM(A1)', '\u0009=A1'])(
    'prefixes a group named %j, so that it is no formula',
    (group) => {
      const cell = group.startsWith('\t') ? '\\x09=A1' : `'${group}`;
      expect(format(openCsv, [{ ...unread, group }])).toBe(`${head}${cell},,,unreadable,,,,,,,,,,,,,,,,,\r\n`);
    },
  );
});
