import { describe, expect, it } from 'vitest';
import { convertFormula } from '../../../src/formulas/convert-formula.js';
import { cpuMilliseconds } from '../../support/cpu-time.js';

const mathMl = (source: string, display = false): string => {
  const converted = convertFormula(source, display);
  return 'mathMl' in converted ? converted.mathMl : `not converted: ${converted.reason}`;
};

describe('a formula becomes MathML', () => {
  it.each<readonly [name: string, source: string, expected: string]>([
    [
      'with its source as text',
      'a < b',
      '<math alttext="a &lt; b"><mrow><mi>a</mi><mo>&lt;</mo><mi>b</mi></mrow></math>',
    ],
    ['with letters as Unicode', '\\mathbf{A}', '<math alttext="\\mathbf{A}"><mi>𝐀</mi></math>'],
    [
      'with colours as attributes, on which text can be read',
      '\\textcolor{red}{a}\\colorbox{black}{b}',
      '<math class="long-formula" alttext="\\textcolor{red}{a}\\colorbox{black}{b}"><mrow><mi mathcolor="#ff0000">a</mi><mrow mathbackground="black" mathcolor="#ffffff"><mtext>b</mtext></mrow></mrow></math>',
    ],
    [
      'with colours that can be read in the dark',
      '\\color{black}a\\textcolor{#000}{b}\\textcolor{blue}{c}',
      '<math class="long-formula" alttext="\\color{black}a\\textcolor{#000}{b}\\textcolor{blue}{c}"><mrow><mi mathcolor="currentcolor">a</mi><mi mathcolor="currentcolor">b</mi><mi mathcolor="#0000FF" class="dark-ink">c</mi></mrow></math>',
    ],
    ['with its environment', '\\begin{align}a\\end{align}', ''],
    [
      'without its source where that hides text',
      'a\\phantom{b}',
      '<math><mrow><mi>a</mi><mphantom><mi>b</mi></mphantom></mrow></math>',
    ],
    ['without its source where that has a comment', 'a% b', '<math><mi>a</mi></math>'],
    [
      'within bounds',
      '\\rule{999em}{999em}',
      '<math alttext="\\rule{999em}{999em}"><mspace mathbackground="currentcolor" width="20em" height="20em"></mspace></math>',
    ],
  ])('%s', (_, source, expected) => {
    if (expected === '')
      expect(mathMl(source)).toMatch(/^<math alttext="[^"]+"><mtable displaystyle="true">.*<\/math>$/);
    else expect(mathMl(source)).toBe(expected);
  });

  it('has neither styles nor links nor names of its own', () => {
    const sources = [
      '\\hat{x}\\vec{v}\\overline{AB}\\boxed{y}\\cancel{z}',
      '\\begin{align}a&=b\\tag{1}\\\\c&=d\\end{align}',
      '\\begin{array}{|c|r|}\\hline a&b\\\\\\hline\\end{array}',
      "\\xrightarrow{abc} \\ce{2H2 + O2 -> 2H2O} \\label{a} f'(x)",
    ];
    for (const source of sources) {
      expect(mathMl(source, true)).toMatch(/^<math display="block"/);
      expect(mathMl(source, true)).not.toMatch(/ (?:style|id|href|on\w+)=|<(?:a|span|img|svg)\b/);
    }
  });
});

describe('a formula is refused', () => {
  it.each([
    ['\\href{javascript:alert(1)}{x}', 'the command “\\href” is unknown'],
    ['\\includegraphics{https://example.org/a.png}', 'the command “\\includegraphics” is not allowed'],
    ['\\style{color:red}{x}', 'the command “\\style” is not allowed'],
    ['\\id{main}{x}', 'the command “\\id” is not allowed'],
    ['\\def\\a{\\a\\a}\\a', 'the command “\\def” is not allowed'],
    ['\\newcommand{\\a}{b}\\a', 'the command “\\newcommand” is not allowed'],
    ['\\ref{a}', 'the command “\\ref” is not allowed'],
    ['\\somethng{x}', 'the command “\\somethng” is unknown'],
    ['\\begin{matix}a\\end{matix}', 'the environment “matix” is unknown'],
    ['a & b', '“&” has no place where it stands'],
    ['\\frac{a}{b', '“}” is missing at its end'],
    ['\\frac{a', '“}” is missing at its end'],
    ['\\left( a', '“\\right” is missing at its end'],
    ['a^', 'something is missing in it'],
    ['a^1^2', 'TeX says “Double superscript”'],
  ])('%s', (source, reason) => {
    expect(convertFormula(source, true)).toEqual({ reason });
  });
});

it('is refused when it is nested too deeply', () => {
  for (const source of ['('.repeat(4_000), `${'\\frac{'.repeat(400)}a${'}{b}'.repeat(400)}`])
    expect(convertFormula(source, true)).toEqual({ reason: 'it is nested too deeply' });
});

it('is refused when it would be much longer than its source', () => {
  const converted = convertFormula(`\\begin{align}${'&'.repeat(1_000)}\\end{align}`, true);
  expect(converted).toEqual({ reason: 'it has too many empty cells or marks' });
});

it('takes time and space in proportion to its length', () => {
  const pieces = [
    '{',
    '}',
    '\\left(',
    'a_',
    '^{',
    '|',
    '&',
    '\\\\',
    "'",
    '\\text{',
    '\\ce{',
    '\\sqrt{',
    '\\mathchoice{',
    '\\dots',
    '~',
  ];
  for (const piece of pieces) {
    const source = piece.repeat(Math.floor(5_000 / piece.length));
    const start = process.cpuUsage();
    const converted = convertFormula(source, true);
    expect(cpuMilliseconds(start)).toBeLessThan(5_000);
    expect(JSON.stringify(converted).length).toBeLessThan(2_000 + source.length * 40);
  }
});
