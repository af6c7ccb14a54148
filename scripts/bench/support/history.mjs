import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** @import { Section } from './run.mjs' */

/**
 * What a line of the history file holds. `values` are ratios of time, CPU and memory to the first command of each
 * benchmark, and what else was counted.
 *
 * @typedef {{
 *   date: string,
 *   commit?: string | undefined,
 *   machine: string,
 *   load: string,
 *   versions: Readonly<Record<string, string | undefined>>,
 *   runs: number,
 *   values: Readonly<Record<string, number>>,
 * }} Run
 */

/**
 * @param {readonly { name: string, section: Section }[]} results
 * @returns {Readonly<Record<string, number>>}
 */
export function collectValues(results) {
  /** @type {[string, number][]} */
  const values = [];
  for (const { name, section } of results) {
    const place = `${name} | ${section.title}`;
    for (const row of section.rows.slice(1))
      for (const [kind, ratio] of Object.entries(row.ratio)) values.push([`${place} | ${row.name} | ${kind}`, ratio]);
    for (const fact of section.facts) values.push([`${place} | ${fact.name}`, fact.value]);
  }
  const rounded = values.filter(([, value]) => Number.isFinite(value));
  return Object.fromEntries(rounded.map(([key, value]) => [key, Number(value.toPrecision(4))]));
}

/**
 * The last run on the same machine; undefined when there was none.
 *
 * @param {string} file
 * @param {string} machine
 * @returns {Run | undefined}
 */
export function readLast(file, machine) {
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  /** @type {Run[]} */
  const runs = lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line));
  return runs.findLast((run) => run.machine === machine);
}

/**
 * @param {string} file
 * @param {Run} run
 */
export function append(file, run) {
  appendFileSync(file, `${JSON.stringify(run)}\n`);
}

/**
 * A line for each value that two runs both have.
 *
 * @param {Run} last
 * @param {Run} run
 * @returns {readonly string[]}
 */
export function describeChanges(last, run) {
  const lines = Object.entries(run.values).flatMap(([key, value]) => {
    const before = last.values[key];
    if (before === undefined) return [];
    const change = (value / before - 1) * 100;
    const percent = `${change >= 0 ? '+' : ''}${change.toFixed(0)} %`;
    return [`  ${percent.padEnd(8)} ${before} → ${value}  ${key}`];
  });
  return [`Since ${last.date}, commit ${last.commit ?? 'unknown'}, ${last.runs} runs, load ${last.load}`, ...lines];
}
