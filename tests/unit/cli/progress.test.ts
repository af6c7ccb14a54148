import { describe, expect, it } from 'vitest';
import { createProgress } from '../../../src/cli/progress.js';

function setUp(live: boolean) {
  const written: string[] = [];
  const clock = { now: 0 };
  const progress = createProgress({
    terminal: { live, color: live, columns: 20 },
    write: (text) => written.push(text),
    elapsed: () => clock.now,
  });
  return { written, clock, progress };
}

describe('on a terminal', () => {
  it('prints nothing in a fast run', () => {
    const { written, clock, progress } = setUp(true);
    progress.update({ stage: 'Reading', done: 1, total: 5 });
    clock.now = 499;
    progress.update({ stage: 'Reading', done: 5, total: 5 });
    progress.clear();
    expect(written).toEqual([]);
  });

  it('overwrites one line at intervals, and erases it', () => {
    const { written, clock, progress } = setUp(true);
    clock.now = 500;
    progress.update({ stage: 'Figures', done: 1, total: 9 });
    clock.now = 560;
    progress.update({ stage: 'Figures', done: 2, total: 9 });
    clock.now = 580;
    progress.update({ stage: 'Figures', done: 3, total: 9 });
    progress.clear();
    progress.clear();
    expect(written).toEqual(['\r\u001b[2KFigures 1/9', '\r\u001b[2KFigures 3/9', '\r\u001b[2K']);
  });

  it('cuts the line to the width, and escapes control characters', () => {
    const { written, clock, progress } = setUp(true);
    clock.now = 600;
    progress.update({ stage: '\u001b[31mReading a long name', done: 0, total: 0 });
    expect(written).toEqual(['\r\u001b[2K\\x1b[31mReading a l']);
  });
});

describe('elsewhere', () => {
  it('prints a line for each stage of a slow run', () => {
    const { written, clock, progress } = setUp(false);
    progress.update({ stage: 'Reading', done: 0, total: 2 });
    clock.now = 700;
    progress.update({ stage: 'Figures', done: 0, total: 2 });
    progress.update({ stage: 'Figures', done: 1, total: 2 });
    progress.update({ stage: 'Writing', done: 0, total: 0 });
    progress.clear();
    expect(written).toEqual(['Figures …\n', 'Writing …\n']);
  });
});
