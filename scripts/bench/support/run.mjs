import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bin } from './context.mjs';

/** @typedef {{ name: string, args: readonly string[], cwd: string, before?: () => void }} Command */
/** @typedef {{ wall: number, cpu: number, memory: number }} Usage Seconds, seconds of all threads, peak megabytes. */
/** @typedef {{ name: string, usage: Usage, ratio: Usage }} Row Medians, and their ratios to those of the first row. */
/** @typedef {{ name: string, value: number, text: string }} Fact */
/** @typedef {{ title: string, rows: readonly Row[], facts: readonly Fact[] }} Section */

/** @type {readonly (keyof Usage)[]} */
const kinds = ['wall', 'cpu', 'memory'];
const probe = fileURLToPath(new URL('../programs/probe.cjs', import.meta.url));

/**
 * Runs a program of Node once, as a whole process. Status 1 of ours counts as done: it tells of faults in reports.
 *
 * @param {Command} command
 * @returns {Usage}
 * @throws When the program fails
 */
export function measure({ args, cwd }) {
  const start = process.hrtime.bigint();
  const { status, signal, output, error } = spawnSync(process.execPath, ['--require', probe, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    maxBuffer: 1 << 28,
  });
  const wall = Number(process.hrtime.bigint() - start) / 1e9;
  if (error || !(status === 0 || (status === 1 && args[0] === bin)))
    throw new Error(`${args.join(' ')} in ${cwd} failed: ${error ?? signal ?? output[2]}`);
  const [cpu = Number.NaN, memory = Number.NaN] = (String(output[3]).trim().split('\n').at(-1) ?? '')
    .split(' ')
    .map(Number);
  return { wall, cpu: cpu / 1e6, memory: memory / 1024 };
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/**
 * Runs every command in turn, again and again, so that changes in the machine's load meet all of them. A first round that
 * does not count warms the disk cache.
 *
 * @param {readonly Command[]} commands
 * @param {number} runs
 * @param {{ warmUp?: boolean }} [options] `warmUp`: false where a round takes minutes
 * @returns {readonly Row[]}
 */
export function compare(commands, runs, { warmUp = true } = {}) {
  /** @type {Map<Command, Usage[]>} */
  const usages = new Map(commands.map((command) => [command, []]));
  for (let run = warmUp ? -1 : 0; run < runs; run += 1)
    for (const [command, measured] of usages) {
      command.before?.();
      const usage = measure(command);
      if (run >= 0) measured.push(usage);
    }
  const medians = [...usages].map(([{ name }, measured]) => ({
    name,
    usage: each((kind) => median(measured.map((usage) => usage[kind]))),
  }));
  const [base] = medians;
  return medians.map(({ name, usage }) => ({
    name,
    usage,
    ratio: each((kind) => usage[kind] / (base?.usage[kind] ?? Number.NaN)),
  }));
}

/**
 * @param {(kind: keyof Usage) => number} value
 * @returns {Usage}
 */
function each(value) {
  const [wall = Number.NaN, cpu = Number.NaN, memory = Number.NaN] = kinds.map(value);
  return { wall, cpu, memory };
}

/** @param {Section} section */
export function print({ title, rows, facts }) {
  console.log(`\n${title}`);
  for (const { name, usage, ratio } of rows) {
    const [wall, cpu, memory] = kinds.map((kind) => `${ratio[kind].toFixed(2).padStart(7)} × ${label[kind]}`);
    console.log(
      `  ${name.padEnd(46)}${wall}${cpu}${memory}` +
        `   (${usage.wall.toFixed(2)} s, ${usage.cpu.toFixed(2)} s CPU, ${usage.memory.toFixed(0)} MB)`,
    );
  }
  for (const { name, text } of facts) console.log(`  ${name.padEnd(46)} ${text}`);
}

const label = { wall: 'time', cpu: 'CPU', memory: 'memory' };
