import { join } from 'node:path';
import { configure, makeCohort } from './support/cohort.mjs';
import { bin, program } from './support/context.mjs';
import { compare } from './support/run.mjs';

/** @import { Context } from './support/context.mjs' */

/** @param {Context} context */
export function* check({ folder, runs, sources }) {
  const [plain, configured] = [join(folder, 'plain'), join(folder, 'configured')];
  for (const course of [plain, configured])
    makeCohort(course, sources, { count: sources.models.length, figures: 'same' });
  configure(configured, { template: sources.template });
  const rows = compare(
    [
      { name: 'markdown-it, the same files', args: [program('bare-markdown.mjs'), 'reports'], cwd: plain },
      { name: 'report check', args: [bin, 'check'], cwd: plain },
      { name: 'report check --template', args: [bin, 'check', '--template', sources.template], cwd: plain },
      { name: 'report check, build.config.ts with a template', args: [bin, 'check'], cwd: configured },
    ],
    runs,
  );
  yield { title: `Checking ${sources.models.length} reports`, rows, facts: [] };
}
