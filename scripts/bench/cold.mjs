import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { compareBytes, figureBytes } from './support/bytes.mjs';
import { configure, makeCohort } from './support/cohort.mjs';
import { build, buildFromNothing, forget, program } from './support/context.mjs';
import { planFigures } from './support/plan-figures.mjs';
import { compare, measure } from './support/run.mjs';

/** @import { Context } from './support/context.mjs' */
/** @import { Command } from './support/run.mjs' */

/** As many figures as 46 real reports of a course had, 466; or as many as some minutes allow. */
export const cohortSize = (/** @type {boolean} */ large) => (large ? 52 : 10);

/**
 * Two courses of the same reports, one as configured by default and one with `figures.full: 'source'`.
 *
 * @param {Context} context
 * @param {{ text: boolean }} options
 */
export function makeCourses({ folder, sources, large }, { text }) {
  const [compact, source] = [join(folder, 'compact'), join(folder, 'source')];
  makeCohort(compact, sources, { count: cohortSize(large), figures: 'distinct', text });
  cpSync(compact, source, { recursive: true });
  configure(source, { full: 'source' });
  return { compact, source };
}

/**
 * A course built once, and sharp alone making the same files of figures.
 *
 * @param {string} course
 * @param {string} name
 * @returns {Promise<{ command: Command, exact: string }>}
 */
async function bareSharp(course, name) {
  measure(build('', course));
  const file = join(course, 'plan.json');
  const { outputs, exact } = await planFigures({
    reports: join(course, 'reports'),
    site: join(course, 'site'),
    out: join(course, 'bare'),
    file,
  });
  return {
    command: {
      name,
      args: [program('bare-sharp.mjs'), file],
      cwd: course,
      before: () => forget(course, ['bare']),
    },
    exact: `${exact} of ${outputs}`,
  };
}

/** @param {Context} context */
export async function* cold(context) {
  const { compact, source } = makeCourses(context, { text: true });
  const { command, exact } = await bareSharp(compact, 'sharp, the same files');
  const rows = compare(
    [
      command,
      buildFromNothing('report html, nothing known', compact),
      buildFromNothing("the same, figures.full: 'source'", source),
    ],
    context.runs,
  );
  yield {
    title: `Building ${cohortSize(context.large)} reports with figures`,
    rows,
    facts: [
      { name: 'files that sharp makes byte for byte the same', value: Number.NaN, text: exact },
      ...figureBytes(compact, 'default'),
      ...figureBytes(source, 'source'),
      compareBytes('site / reports', join(compact, 'site'), join(compact, 'reports')),
      compareBytes("site / reports, figures.full: 'source'", join(source, 'site'), join(source, 'reports')),
    ],
  };
}

/** @param {Context} context */
export async function* figures(context) {
  for (const [name, course] of Object.entries(makeCourses(context, { text: false }))) {
    const { command, exact } = await bareSharp(course, 'sharp, the same files');
    const rows = compare([command, buildFromNothing('report html, nothing known', course)], context.runs);
    yield {
      title: `Figures alone, figures.full: '${name}', ${cohortSize(context.large)} reports`,
      rows,
      facts: [{ name: 'files that sharp makes byte for byte the same', value: Number.NaN, text: exact }],
    };
  }
}
