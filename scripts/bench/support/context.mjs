import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @import { Sources } from './cohort.mjs' */
/** @import { Command } from './run.mjs' */

/**
 * What each benchmark is given: a folder of its own that is removed when all are done, how often to run each command, and
 * whether to measure the largest cohorts too.
 *
 * @typedef {{ folder: string, runs: number, large: boolean, sources: Sources }} Context
 */

export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The built program. */
export const bin = join(root, 'dist', 'cli', 'bin.js');

/** @type {Command} */
export const emptyProgram = { name: 'node -e 0', args: ['-e', '0'], cwd: root };

/**
 * @param {string} name
 * @param {string} course
 * @returns {Command}
 */
export function build(name, course) {
  return { name, args: [bin, 'html'], cwd: course };
}

/**
 * A build of a course of which nothing is known.
 *
 * @param {string} name
 * @param {string} course
 * @returns {Command}
 */
export function buildFromNothing(name, course) {
  return { ...build(name, course), before: () => forget(course, ['site', '.cache']) };
}

/**
 * @param {string} folder
 * @param {readonly string[]} names
 */
export function forget(folder, names) {
  for (const name of names) rmSync(join(folder, name), { recursive: true, force: true });
}

/**
 * A program of `scripts/bench/programs`.
 *
 * @param {string} name
 */
export function program(name) {
  return fileURLToPath(new URL(`../programs/${name}`, import.meta.url));
}
