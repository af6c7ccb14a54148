/** What answers a question without a word. */
import { beforeAll, describe, expect, it } from 'vitest';
import { loadEmoji } from '../../../src/markdown/syntax/emoji.js';
import { questionsOf } from '../../../src/model/report.js';
import { parse, template, withAnswer } from './course.js';

// Other tests may have loaded the names of emoji in the same process, or not.
beforeAll(() => loadEmoji(':tada:'));

const statusOf = (answer: string): string | undefined =>
  questionsOf(parse(withAnswer(1, answer), [template]).report)[0]?.answer.status;

describe('a question', () => {
  it.each([
    'www.my-api.example.com/docs',
    'https://my-api.example.com',
    '✅',
    '✔',
    '✓',
    '√',
    ':white_check_mark:',
    '- [x]',
    '| | |\n|---|---|\n| ✅ | ✅ |',
    '[](figures/curve.png)',
    '[![](figures/curve.png)](https://example.org)',
    '$a^2$',
    '$$\na\n$$',
    '```math\na\n```',
  ])('is answered by %j', (answer) => {
    expect(statusOf(answer)).toBe('answered');
  });

  it.each(['', '-', '...', '…', '**', '—', '|', '- [ ]', '☐', '<!-- -->', '*', '- ', '> '])(
    'is not answered by %j',
    (answer) => {
      expect(statusOf(answer)).not.toBe('answered');
    },
  );
});
