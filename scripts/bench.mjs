// Times whole processes, interleaved, and prints ratios of medians, because absolute times depend on the machine and its
// load. `npm run bench -- 11` runs each command eleven times instead of five.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'dist', 'cli', 'bin.js');
const runs = Number(process.argv[2] ?? 5);
const folder = mkdtempSync(join(tmpdir(), 'handin-bench-'));

/** @typedef {{ name: string, args: readonly string[], cwd?: string, before?: () => void }} Command */
/** @typedef {{ seconds: number[], megabytes: number[] }} Figures */

/** Reports its peak memory when it ends, on a descriptor of its own, so that the program's output stays as it is. */
const probe = `data:text/javascript,${encodeURIComponent("import{writeSync}from'node:fs';process.on('exit',()=>writeSync(3,String(process.resourceUsage().maxRSS)))")}`;

/**
 * @param {Command} command
 * @returns {{ seconds: number, megabytes: number }}
 */
function measure({ args, cwd = folder }) {
  const start = process.hrtime.bigint();
  const { status, output, error } = spawnSync(process.execPath, ['--import', probe, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    maxBuffer: 1 << 28,
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (error || (status !== 0 && status !== 1)) throw new Error(`${args.join(' ')} failed: ${error ?? output[2]}`);
  return { seconds, megabytes: Number(String(output[3])) / 1024 };
}

/** @param {readonly number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/**
 * Runs every command in turn, again and again, and compares each with the first.
 *
 * @param {string} title
 * @param {readonly Command[]} commands
 */
function compare(title, commands) {
  /** @type {Map<Command, Figures>} */
  const figures = new Map(commands.map((command) => [command, { seconds: [], megabytes: [] }]));
  for (let run = -1; run < runs; run += 1) {
    for (const [command, { seconds, megabytes }] of figures) {
      command.before?.();
      const result = measure(command);
      // The first round warms the disk cache.
      if (run < 0) continue;
      seconds.push(result.seconds);
      megabytes.push(result.megabytes);
    }
  }
  const [base] = figures.values();
  if (!base) return;
  console.log(`\n${title}`);
  for (const [command, { seconds, megabytes }] of figures) {
    const ratio = median(seconds) / median(base.seconds);
    const memory = median(megabytes) / median(base.megabytes);
    console.log(
      `  ${command.name.padEnd(44)} ${ratio.toFixed(2).padStart(6)} × time ${memory.toFixed(2).padStart(6)} × memory` +
        `   (${median(seconds).toFixed(2)} s, ${median(megabytes).toFixed(0)} MB)`,
    );
  }
}

/** Reports to measure with: real ones where they are to be had, else the sample course. */
function findReports() {
  const corpus = join(root, '..', 'shared', 'corpus');
  const home = existsSync(corpus) ? join(corpus, 'reports') : join(root, 'reports');
  const names = readdirSync(home, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const template = existsSync(corpus) ? join(corpus, 'templates', '2025.md') : join(home, 'template.md');
  return { reports: names.map(({ name }) => join(home, name)), template };
}

try {
  const { reports, template } = findReports();
  const common = ['--template', template];
  const forget = (/** @type {string} */ name) => rmSync(join(folder, name), { recursive: true, force: true });
  const bare = join(folder, 'bare.mjs');
  writeFileSync(
    bare,
    `import { readFileSync } from 'node:fs';
import markdownIt from ${JSON.stringify(pathToFileURL(join(root, 'node_modules/markdown-it/dist/markdown-it.mjs')).href)};
const md = markdownIt({ html: true, linkify: true });
for (const file of process.argv.slice(2)) md.render(readFileSync(file, 'utf8'));
`,
  );
  const [cpu] = cpus();
  console.log(
    `${reports.length} reports, ${runs} runs of each, medians; ${cpus().length} × ${cpu?.model ?? 'unknown'}, ` +
      `${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`,
  );
  compare('Starting', [
    { name: 'node -e 0', args: ['-e', '0'] },
    { name: 'report --version', args: [bin, '--version'] },
  ]);
  const readmes = reports.map((report) => join(report, 'README.md'));
  compare('Checking', [
    { name: 'node and markdown-it, the same READMEs', args: [bare, ...readmes] },
    { name: 'report check', args: [bin, 'check', ...reports] },
  ]);
  const configured = join(folder, 'configured');
  mkdirSync(configured);
  writeFileSync(
    join(configured, 'build.config.ts'),
    `import { defineConfig } from 'handin';

export default defineConfig({
  title: 'Course',
  template: ${JSON.stringify(template)},
  site: { base: 'https://course.example/reports/', lang: 'en' },
});
`,
  );
  compare('Checking with a configuration', [
    { name: 'node and markdown-it, the same READMEs', args: [bare, ...readmes] },
    { name: 'report check, build.config.ts', args: [bin, 'check', ...reports], cwd: configured },
  ]);
  compare('Checking against a template', [
    { name: 'node and markdown-it, the same files', args: [bare, ...readmes, template] },
    { name: 'report check --template', args: [bin, 'check', ...reports, ...common] },
  ]);
  compare('Building', [
    { name: 'report html, nothing changed', args: [bin, 'html', ...reports, ...common] },
    { name: 'report html, site deleted', args: [bin, 'html', ...reports, ...common], before: () => forget('site') },
    {
      name: 'report html, nothing known',
      args: [bin, 'html', ...reports, ...common],
      before: () => {
        forget('site');
        forget('.cache');
      },
    },
  ]);
  compare('Many groups, figures known', [
    { name: `${reports.length} reports`, args: [bin, 'html', ...copies(reports, 1), ...common, '--out', 'few'] },
    { name: `${reports.length * 12} reports`, args: [bin, 'html', ...copies(reports, 12), ...common, '--out', 'many'] },
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * Copies of reports under other names; made once.
 *
 * @param {readonly string[]} reports
 * @param {number} times
 */
function copies(reports, times) {
  return Array.from({ length: times }, (_, copy) =>
    reports.map((report) => {
      const target = join(folder, 'copies', `${report.split('/').at(-1)}-${copy}`);
      if (!existsSync(target)) cpSync(report, target, { recursive: true });
      return target;
    }),
  ).flat();
}
