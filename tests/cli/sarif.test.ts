import { fileURLToPath } from 'node:url';
import type { Log } from 'sarif';
import { expect, it } from 'vitest';
import { sarifProblems } from '../support/sarif-schema.js';
import { runReport } from './run-report.js';

const project = fileURLToPath(new URL('../../', import.meta.url));

it('prints SARIF for the sample course that is valid by the published schema', async () => {
  const { stdout } = await runReport(['check', '--format', 'sarif'], { cwd: project });
  const log = JSON.parse(stdout) as Log;
  expect(log.runs[0]?.results?.length).toBeGreaterThan(10);
  expect(sarifProblems(log)).toEqual([]);
});
