import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Where to leave the results as JSON, for scripts that count them. */
const resultsFile = process.env.VITEST_RESULTS;

/** Vitest leaves one core to itself, which on two cores is half of the time. */
const maxWorkers = Math.max(2, availableParallelism() - 1);

/**
 * Tests that need a process of their own: because they replace modules, or compare times, which the compiled code and the
 * garbage of other tests would change. To start one for every file takes half as long again.
 */
const isolated = 'tests/unit/**/*.isolated.test.ts';

/**
 * Timeouts, far above what tests need on an idle machine, so that load does not fail them. Bounds on our own code are
 * asserted as CPU time, or in proportion to other work.
 */
const timeouts = { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 30_000 } } };

export default defineConfig({
  test: {
    reporters: resultsFile ? ['default', ['json', { outputFile: resultsFile }]] : ['default'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts'],
          exclude: [isolated],
          isolate: false,
          maxWorkers,
          ...timeouts,
        },
      },
      { test: { name: 'unit-isolated', include: [isolated], maxWorkers, ...timeouts } },
      {
        test: {
          name: 'cli',
          include: ['tests/cli/**/*.test.ts'],
          maxWorkers,
          globalSetup: 'tests/build-if-changed.ts',
          ...timeouts,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: 'tests/build-if-changed.ts',
          ...timeouts,
          // One test opens a page at many sizes, or runs axe on many pages.
          testTimeout: 180_000,
          // More browsers side by side starve each other of memory and time on small machines.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          isolate: false,
        },
      },
    ],
  },
});
