import { bin, emptyProgram, root } from './support/context.mjs';
import { compare } from './support/run.mjs';

/** @import { Context } from './support/context.mjs' */

/** @param {Context} context */
export function* start({ runs }) {
  const rows = compare([emptyProgram, { name: 'report --version', args: [bin, '--version'], cwd: root }], runs);
  yield { title: 'Starting', rows, facts: [] };
}
