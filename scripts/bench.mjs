// Times whole processes, interleaved, and prints ratios of medians, because absolute times depend on the machine and its
// load: `npm run bench -- [--only NAME,…] [--runs N] [--large] [--history FILE]`. Nothing is asserted.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { check } from './bench/check.mjs';
import { cold, figures } from './bench/cold.mjs';
import { eleventy } from './bench/eleventy.mjs';
import { start } from './bench/start.mjs';
import { findSources } from './bench/support/cohort.mjs';
import { append, collectValues, describeChanges, readLast } from './bench/support/history.mjs';
import { describeCommit, describeLoad, describeMachine, describeVersions } from './bench/support/machine.mjs';
import { print } from './bench/support/run.mjs';
import { text } from './bench/text.mjs';
import { edit, warm } from './bench/unchanged.mjs';
import { watch } from './bench/watch.mjs';

/** @import { Context } from './bench/support/context.mjs' */
/** @import { Section } from './bench/support/run.mjs' */

/** @type {Readonly<Record<string, (context: Context) => Iterable<Section> | AsyncIterable<Section>>>} */
const benchmarks = { start, check, cold, warm, edit, figures, text, eleventy, watch };

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: Object.keys(benchmarks).join() },
    runs: { type: 'string', default: '5' },
    large: { type: 'boolean', default: false },
    history: { type: 'string' },
  },
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1)
  throw new Error(`--runs has to be a whole number from 1, not “${values.runs}”`);
const chosen = values.only.split(',').map((name) => {
  const benchmark = benchmarks[name];
  if (!benchmark) throw new Error(`There is no benchmark “${name}”, only ${Object.keys(benchmarks).join(', ')}`);
  return { name, benchmark };
});

const folder = mkdtempSync(join(tmpdir(), 'handin-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

const sources = findSources();
const [machine, load, versions] = [describeMachine(), describeLoad(), describeVersions()];
console.log(`${machine}, load ${load}; ${Object.entries(versions).flat().join(' ')}; medians of ${runs}`);
const results = [];
for (const { name, benchmark } of chosen) {
  const own = join(folder, name);
  mkdirSync(own);
  for await (const section of benchmark({ folder: own, runs, large: values.large, sources })) {
    print(section);
    results.push({ name, section });
  }
  rmSync(own, { recursive: true });
}
if (values.history !== undefined) {
  const run = {
    date: new Date().toISOString(),
    commit: describeCommit(),
    machine,
    load,
    versions,
    runs,
    values: collectValues(results),
  };
  const last = readLast(values.history, machine);
  append(values.history, run);
  console.log(`\n${(last ? describeChanges(last, run) : ['This is the first run on this machine.']).join('\n')}`);
}
