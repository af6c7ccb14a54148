import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable } from '../../../src/cli/terminal.js';
import { unifiedDiff } from '../../../src/fix/diff.js';
import { questionsOf } from '../../../src/model/report.js';
import { parseReport } from '../../../src/parse/parse-report.js';
import { searchOf } from '../../support/long-tests.js';
import { templateText, withAnswer } from '../parse/course.js';
import { fix, fixable, inputOf } from './fix.js';

const answer = (text: string): string => withAnswer(1, text);

describe('a figure URL that almost matches a file', () => {
  it.each([
    ['of an image', '![A](figures/A.png)', '![A](figures/a.png)'],
    ['with a title', '![A](figures/A.png "The bench")', '![A](figures/a.png "The bench")'],
    ['with blanks around it', '![A](  figures/A.png  )', '![A](  figures/a.png  )'],
    ['of a link', '[A](figures/A.png)', '[A](figures/a.png)'],
    ['of a thumbnail', '[![A](figures/A.png)](figures/a.png)', '[![A](figures/a.png)](figures/a.png)'],
    ['of its large version', '[![A](figures/a.png)](figures/a.jpg)', '[![A](figures/a.png)](figures/a.png)'],
    ['in angle brackets', '![A](<figures/Two words.png>)', '![A](<figures/two words.png>)'],
    ['with a blank that is encoded', '![A](figures/Two%20words.png)', '![A](figures/two%20words.png)'],
    ['with parentheses', '![A](figures/Plan%20(1).svg)', '![A](figures/plan%20%281%29.svg)'],
    ['with a percent sign', '![A](figures/50%.PNG)', '![A](figures/50%25.png)'],
    ['with letters beyond ASCII', '![A](figures/å&b.jpg)', '![A](figures/Å%26b.jpg)'],
    ['of an HTML image', '<img width="3" src="figures/A.png" alt="A">', '<img width="3" src="figures/a.png" alt="A">'],
    ['in single quotation marks', "<img alt='src=x' src='figures/A.png'>", "<img alt='src=x' src='figures/a.png'>"],
    ['without quotation marks', '<img src=figures/Two%20words.png>', '<img src=figures/two%20words.png>'],
    ['in the middle of a line', 'See <img src="figures/A.png">, x.', 'See <img src="figures/a.png">, x.'],
    ['over two lines', '<img\n  src="figures/A.png">', '<img\n  src="figures/a.png">'],
    ['in a definition', '![A][one]\n\n[one]: figures/A.png "x"', '![A][one]\n\n[one]: figures/a.png "x"'],
    ['in a definition below', '![one]\n\n[One]: <figures/A.png>', '![one]\n\n[One]: <figures/a.png>'],
    [
      'in a table, twice',
      '| a | b |\n| - | - |\n| ![](figures/A.png) | ![](figures/A.png) |',
      '| a | b |\n| - | - |\n| ![](figures/a.png) | ![](figures/a.png) |',
    ],
    ['in a quotation', 'x\n\n> ![A](figures/A.png)', 'x\n\n> ![A](figures/a.png)'],
    ['in a list', '- x\n  - ![A](figures/A.png) y', '- x\n  - ![A](figures/a.png) y'],
    ['with `reports/` in front', '![A](reports/figures/a.png)', '![A](figures/a.png)'],
    ['with a backslash', '![A](figures\\a.png)', '![A](figures/a.png)'],
    ['with the wrong extension', '![A](./figures/b.jpg?raw=true)', '![A](figures/b.PNG)'],
    ['on GitHub', '![A](https://github.com/a/b/blob/main/reports/figures/a.png)', '![A](figures/a.png)'],
  ])('%s becomes the path of the file', (_, before, after) => {
    expect(fix(answer(before)).text).toBe(answer(after));
    expect(fixable(answer(after))).toEqual([]);
  });

  it.each([
    ['a file that is missing', '![A](figures/lost.png)'],
    ['a bare address', 'https://github.com/a/b/blob/main/reports/figures/a.png'],
    ['code', '`![A](figures/A.png)`\n\n```\n![A](figures/A.png)\n```'],
    ['an address that is right', '![A](./figures/a.png) ![A](figures/two%20words.png)'],
  ])('%s stays as it is', (_, text) => {
    expect(fix(answer(text))).toEqual({ text: answer(text), applied: [] });
  });
});

describe('an image that is read as text because of spaces in its URL', () => {
  const asked = (text: string): string => withAnswer(2, text);

  it.each([
    ['alone', '![The bench](figures/two words.png)', '![The bench](figures/two%20words.png)'],
    ['with a title', '![The bench](figures/two words.png "Left")', '![The bench](figures/two%20words.png "Left")'],
    ['in the wrong letter case', 'Here: ![Bench](Figures/Two Words.png)!', 'Here: ![Bench](figures/two%20words.png)!'],
    ['with `./` in front', '- ![Bench](./figures/two words.png)', '- ![Bench](./figures/two%20words.png)'],
    ['in a quotation', 'x\n\n> ![Bench](figures/two words.png)', 'x\n\n> ![Bench](figures/two%20words.png)'],
    [
      'beside a placeholder',
      '--- question 2 fill here ---\n\n![The bench](figures/two words.png)',
      '\n![The bench](figures/two%20words.png)',
    ],
  ])('is shown: %s', (_, before, after) => {
    expect(fix(asked(before)).text).toBe(asked(after));
  });

  it.each([
    ['in a code block', '```\n![The bench](figures/two words.png)\n```'],
    ['in inline code', 'Write `![The bench](figures/two words.png)`.'],
    ['that never ends', '![The bench](figures/two words.png'],
    ['that is no image', 'See figures/two words.png.'],
  ])('stays as it is %s', (_, text) => {
    expect(fix(asked(text)).applied).toEqual([]);
  });

  it('is left unchanged if no figure is required', () => {
    expect(fix(answer('![The bench](figures/two words.png)')).applied).toEqual([]);
  });
});

describe('a placeholder beside an answer', () => {
  const mark = '--- question 1 fill here ---';

  it.each([
    ['above', `${mark}\nBench.`, 'Bench.'],
    ['below', `Bench.\n\n${mark}`, 'Bench.\n'],
    ['in front', `${mark}    Bench.`, 'Bench.'],
    ['behind', `Bench.  ${mark}\nMore.`, 'Bench.\nMore.'],
    ['between words', `Bench.${mark}More.`, 'Bench. More.'],
    ['twice', `${mark}\nBench.\n${mark}`, 'Bench.\n'],
    ['twice on a line', `${mark} ${mark}\nBench.`, 'Bench.'],
    ['in backticks', `\`\`\`${mark}\`\`\`\nBench.`, 'Bench.'],
    ['indented', `  ${mark}  \nBench.`, 'Bench.'],
  ])('%s goes', (_, before, after) => {
    const { text } = fix(answer(before));
    expect(text.replace(/\n{2,}/g, '\n')).toBe(answer(after).replace(/\n{2,}/g, '\n'));
    expect(fixable(text)).toEqual([]);
  });

  it.each([
    ['alone', mark],
    ['in a sentence about it', `We replaced \`${mark}\` by words.`],
    ['in a block of code', `Ours:\n\n\`\`\`\`\n\`\`\`\n${mark}\n\`\`\`\n\`\`\`\``],
  ])('%s stays', (_, text) => {
    expect(fix(answer(text)).applied).toEqual([]);
  });

  it('is kept if it separates the answer from the prompt', () => {
    const [head, tail] = templateText.split(/> \*\*How did you[\s\S]*?> Answer:\n/);
    const text = `${head}${tail?.replace(mark, `${mark}\n\n> A quotation of ours.`)}`;
    expect(fixable(text)).toEqual(['answer-placeholder']);
    expect(fix(text).applied).toEqual([]);
  });
});

describe('a fixed report', () => {
  const dressings: readonly ((text: string) => string)[] = [
    (text) => text,
    (text) => `\uFEFF${text.replaceAll('\n', '\r\n')}`,
    (text) => text.replaceAll('\n', '\r'),
    (text) => `---\r\nlayout: x\n---\r${text}`,
    (text) => text.trimEnd(),
  ];
  const piece = fc.constantFrom(
    'Bench by the window.',
    '--- question 1 fill here ---',
    'left --- question 2 fill here --- right',
    '![A](figures/A.png)',
    '\ttab ![A](<figures/Two words.png>)\t',
    '<img src="reports/figures/a.png">',
    '| ![](figures/A.png) | b |\n| - | - |\n| c | ![](figures/B.png) |',
    '- list\n  --- question 1 fill here ---',
    '```\n--- question 1 fill here ---\n![A](figures/A.png)\n```',
    '> quoted ![A][def]',
    '[def]: figures/A.png',
    '$50 & <run_id> \u0000 \u{1F600} e\u0301',
    '---',
    '[a](https://example.org/A.png)',
  );
  const body = fc
    .array(fc.tuple(piece, fc.constantFrom('\n', '\n\n', '\n   \n')), { maxLength: 6 })
    .map((parts) => parts.flat().join(''));
  const report = fc
    .tuple(body, body, fc.constantFrom(...dressings))
    .map(([one, three, dress]) => dress(withAnswer(1, one, withAnswer(3, three))));

  const shape = (text: string): unknown =>
    questionsOf(parseReport(inputOf(text)).report).map(({ id, answer: { status, words, figures } }) => [
      id,
      status,
      words,
      figures.map(({ alt, form }) => [alt, form]),
    ]);

  it('differs in the edited characters only, parses the same, and needs no second fix', () => {
    fc.assert(
      fc.property(report, (before) => {
        const { text, applied } = fix(before);
        let rebuilt = '';
        let from = 0;
        for (const { start, end, replacement } of applied) {
          expect(start).toBeGreaterThanOrEqual(from);
          rebuilt += before.slice(from, start) + replacement;
          from = end;
        }
        expect(text).toBe(rebuilt + before.slice(from));
        expect(shape(text)).toEqual(shape(before));
        expect(fix(text)).toEqual({ text, applied: [] });
        expect(fixable(text).length).toBeLessThanOrEqual(fixable(before).length - applied.length);
      }),
      searchOf(60, 300),
    );
  });

  it('has no fixable finding left', () => {
    const before = answer('--- question 1 fill here ---\n![A](figures/A.png) and <img src=figures/A.png>');
    expect(fixable(before)).toHaveLength(3);
    expect(fixable(fix(before).text)).toEqual([]);
  });
});

describe('the unified diff', () => {
  const diffOf = (text: string): string =>
    unifiedDiff({ path: 'lab/README.md', text, edits: fix(text).applied, printable });

  it('shows removed and added lines', () => {
    expect(diffOf(answer('--- question 1 fill here ---\n![A](figures/A.png)\u001b[31m'))).toBe(
      [
        '--- lab/README.md',
        '+++ lab/README.md',
        '@@ -25,8 +25,7 @@',
        ' >',
        ' > Answer:',
        ' ',
        '---- question 1 fill here ---',
        '-![A](figures/A.png)\\x1b[31m',
        '+![A](figures/a.png)\\x1b[31m',
        ' ',
        ' ### Question 2',
        ' ',
        '',
      ].join('\n'),
    );
  });

  it('is empty without edits', () => {
    expect(diffOf(answer('Bench.'))).toBe('');
  });
});
