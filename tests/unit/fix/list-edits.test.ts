import { expect, it } from 'vitest';
import { printable } from '../../../src/cli/terminal.js';
import { listEdits } from '../../../src/fix/list-edits.js';
import { fix } from './fix.js';

const list = (text: string): string => listEdits({ text, edits: fix(text).applied, printable });

it('lists each edit with its position in the original text, the old and the new text', () => {
  const text =
    '### Question 1\r\n\r\n> **Why?**\r\n>\r\n> Answer:\r\n\r\n  --- question 1 fill here ---\r\nBecause.\r\n' +
    '![a](Figures/a.png) and ![b](<figures/two%20WORDS.png>)\r\n';
  expect(list(text)).toBe(
    '  7:3   --- question 1 fill here --- -> (removed)\n' +
      '  9:6   Figures/a.png -> figures/a.png\n' +
      '  9:31  figures/two%20WORDS.png -> figures/two words.png\n',
  );
});

it('is empty without edits', () => {
  expect(list('### Question 1\n\n> **Why?**\n>\n> Answer:\n\nBecause.\n')).toBe('');
});

it('truncates long texts and escapes control characters', () => {
  const text = `first\n\u001b[31m${'x'.repeat(200)}`;
  const edits = [{ rule: 'figure-path' as const, start: 6, end: text.length, replacement: 'a.png' }];
  expect(listEdits({ text, edits, printable })).toBe(`  2:1  \\x1b[31m${'x'.repeat(74)}… -> a.png\n`);
});
