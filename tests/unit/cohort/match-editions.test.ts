import { describe, expect, it } from 'vitest';
import { type Edition, matchEditions } from '../../../src/cohort/match-editions.js';
import { wordsOf } from '../../../src/parse/text/similarity.js';

function edition(name: string, questions: Readonly<Record<string, string>>): Edition {
  return {
    name,
    questions: Object.entries(questions).map(([key, text]) => ({ key, words: wordsOf(text), example: [] })),
  };
}

function matched(...editions: readonly Edition[]): readonly string[] {
  return matchEditions(editions).map(
    ({ id, keys }) => `${id}: ${[...keys].map(([at, key]) => `${at}=${key}`).join(' ')}`,
  );
}

const spring = edition('spring', {
  q1: 'Which material did you choose for the bridge, and why?',
  q2: 'How did you measure the load?',
  q3: 'What would you build next time?',
});

describe('the questions of several editions', () => {
  it('are those of the only edition', () => {
    expect(matched(spring)).toEqual(['q1: 0=q1', 'q2: 0=q2', 'q3: 0=q3']);
  });

  it('are matched by wording, whatever their keys', () => {
    const autumn = edition('autumn', {
      q1: 'What would you build next time?',
      q2: 'Which material did you choose for your bridge, and why?',
      q4: 'How did you measure the load?',
    });
    expect(matched(spring, autumn)).toEqual(['q1: 0=q1 1=q2', 'q2: 0=q2 1=q4', 'q3: 0=q3 1=q1']);
  });

  it('differ if one key has two prompts; the second gets the name of its edition', () => {
    const autumn = edition('autumn', {
      q1: 'Which material did you choose for the bridge, and why?',
      q2: 'Who looked after the tools?',
      q3: 'What would you build next time?',
    });
    expect(matched(spring, autumn)).toEqual(['q1: 0=q1 1=q1', 'q2-autumn: 1=q2', 'q2: 0=q2', 'q3: 0=q3 1=q3']);
  });

  it('are matched with the most similar wording, each once', () => {
    const first = edition('a', {
      x: 'Describe the first test of the bridge in detail',
      y: 'Describe the last test of the bridge in detail',
    });
    const second = edition('b', {
      x: 'Describe the very last test of the bridge in detail',
      y: 'Describe the bridge test in detail',
    });
    expect(matched(first, second)).toEqual(['x: 0=x 1=y', 'y: 0=y 1=x']);
  });

  it('are matched despite different wordings if their examples are equal', () => {
    const example = wordsOf('We measured the span with a tape, twice, and took the mean.');
    const ask = (name: string, text: string, words = example): Edition => ({
      name,
      questions: [{ key: 'q3', words: wordsOf(text), example: words }],
    });
    const first = ask('spring', 'Which instrument did you use for the span of the bridge?');
    const reworded = 'If you took measurements of the bridge: with which instrument did you take them?';
    expect(matched(first, ask('autumn', reworded))).toEqual(['q3: 0=q3 1=q3']);
    expect(matched(first, ask('autumn', reworded, []))).toEqual(['q3-autumn: 1=q3', 'q3: 0=q3']);
  });

  it('of reports without prompts are matched by their keys, and never with a question that has a prompt', () => {
    const bare = edition('bare', { q1: '', q2: '' });
    expect(matched(bare, bare)).toEqual(['q1: 0=q1 1=q1', 'q2: 0=q2 1=q2']);
    expect(matched(spring, bare)).toEqual(['q1-bare: 1=q1', 'q2-bare: 1=q2', 'q1: 0=q1', 'q2: 0=q2', 'q3: 0=q3']);
  });

  it('are matched in linear time in the number of editions', () => {
    const editions = (count: number): readonly Edition[] =>
      Array.from({ length: count }, (_, index) => ({ ...spring, name: `e${index}` }));
    expect(matchEditions(editions(20_000))).toHaveLength(3);
  });
});
