import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { configure, makeCohort } from './support/cohort.mjs';
import { build, emptyProgram } from './support/context.mjs';
import { compare } from './support/run.mjs';

/** @import { Context } from './support/context.mjs' */

/**
 * Courses with and without a configuration.
 *
 * @param {Context} context
 * @param {number} count
 */
function makeCourses({ folder, sources }, count) {
  return ['', ', build.config.ts'].map((suffix) => {
    const course = join(folder, `${count}${suffix ? '-configured' : ''}`);
    makeCohort(course, sources, { count, figures: 'same' });
    if (suffix) configure(course, { template: sources.template });
    return { course, suffix };
  });
}

/** @param {Context} context */
export function* warm(context) {
  const commands = [5, 60].flatMap((count) =>
    makeCourses(context, count).map(({ course, suffix }) => build(`report html, ${count} reports${suffix}`, course)),
  );
  yield { title: 'Nothing changed', rows: compare([emptyProgram, ...commands], context.runs), facts: [] };
}

/** @param {Context} context */
export function* edit(context) {
  let words = 0;
  const commands = makeCourses(context, 60).map(({ course, suffix }) => {
    const [first = ''] = readdirSync(join(course, 'reports'));
    const readme = join(course, 'reports', first, 'README.md');
    return {
      ...build(`report html${suffix}`, course),
      before: () => {
        words += 1;
        appendFileSync(readme, ` word${words}`);
      },
    };
  });
  yield { title: 'One README of sixty changed', rows: compare([emptyProgram, ...commands], context.runs), facts: [] };
}
