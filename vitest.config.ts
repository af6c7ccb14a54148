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

export default defineConfig({
  test: {
    reporters: resultsFile ? ['default', ['json', { outputFile: resultsFile }]] : ['default'],
    projects: [
      // Properties and encoders take their time on a machine that does other things too.
      {
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts'],
          exclude: [isolated],
          isolate: false,
          testTimeout: 60_000,
          maxWorkers,
        },
      },
      { test: { name: 'unit-isolated', include: [isolated], testTimeout: 60_000, maxWorkers } },
      {
        test: {
          name: 'cli',
          include: ['tests/cli/**/*.test.ts'],
          maxWorkers,
          globalSetup: 'tests/build-if-changed.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: 'tests/build-if-changed.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // More browsers side by side starve each other of memory and time on small machines.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          isolate: false,
        },
      },
    ],
  },
});
