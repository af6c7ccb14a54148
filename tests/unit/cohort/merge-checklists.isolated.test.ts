import { expect, it } from 'vitest';
import { mergeChecklists } from '../../../src/cohort/pages/merge-checklists.js';
import { leastTimes } from '../../support/cpu-time.js';

it('takes ten times as long for ten times as many checklists with items of their own', () => {
  const checklists = Array.from({ length: 10_000 }, (_, group) => ({
    done: 0,
    total: 20,
    groups: [
      {
        title: '',
        items: Array.from({ length: 20 }, (_, item) => ({
          text: item < 10 ? `Shared ${item}` : `Own ${group} ${item}`,
          done: false,
          tags: [],
          note: null,
        })),
      },
    ],
  }));
  const merge = (count: number): void => {
    expect(mergeChecklists(checklists.slice(0, count))).toMatchObject({ rows: 300, omitted: 10 * count - 290 });
  };
  merge(1000);
  const [less = 1, more = 0] = leastTimes(2, [() => merge(1000), () => merge(10_000)]);
  expect(more / less).toBeLessThan(40);
});
