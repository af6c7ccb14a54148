import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { figureDefaults } from '../../../src/config/defaults.js';
import { createFigureOptimizer } from '../../../src/figures/optimize.js';
import { listFiles } from '../../../src/figures/resolve/list-files.js';
import { openStore } from '../../../src/store/store.js';

const corpus = new URL('../../../../shared/corpus', import.meta.url);

describe.skipIf(!existsSync(corpus))('figures of real reports', () => {
  test('at page width they take at most a quarter of their bytes, and none grows', { timeout: 120_000 }, async () => {
    const reports = fileURLToPath(new URL('corpus/reports/', new URL('.', `${corpus.href}`)));
    const optimizer = createFigureOptimizer({
      options: figureDefaults,
      cache: openStore('', { enabled: false }),
      remote: { enabled: false },
    });
    const jobs = (await readdir(reports)).map(async (name) => {
      const folder = reports + name;
      const { files } = await listFiles(folder);
      return Promise.all(files.map((path) => optimizer.optimize({ folder, target: { kind: 'local', path } })));
    });
    const assets = (await Promise.all(jobs)).flat().map(({ outcome }) => {
      if (!('asset' in outcome)) throw new Error(outcome.reason);
      return outcome.asset;
    });
    expect(assets.length).toBeGreaterThan(20);
    const source = assets.reduce((sum, asset) => sum + asset.sourceBytes, 0);
    // At 1600 many are their full resolution, which is the source where that is cheap.
    for (const [width, most] of [
      [800, 0.25],
      [1600, 0.5],
    ] as const) {
      const served = assets.reduce(
        (sum, { variants }) =>
          sum + (variants.find((variant) => variant.width >= width) ?? variants.at(-1) ?? variants[0]).bytes,
        0,
      );
      expect(served / source).toBeLessThan(most);
    }
    for (const { variants, sourceBytes } of assets)
      for (const { bytes } of variants) expect(bytes).toBeLessThanOrEqual(sourceBytes);
  });
});
