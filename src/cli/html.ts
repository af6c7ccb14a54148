import { relative } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import type { Flags, Shard } from '../config/config.js';
import type { BuildResult } from '../pipeline/build-result.js';
import { type BuildRequest, findUnchangedBuild } from '../pipeline/incremental/build-record.js';
import { exitStatus } from './exit-status.js';
import { collect } from './options.js';
import { formatDiagnostics } from './print-diagnostics.js';
import { createProgress } from './progress.js';
import { readConfig } from './read-config.js';
import { type CommandContext, runCommand } from './run-command.js';
import { formatBuildSummary } from './summary.js';
import { printable } from './terminal.js';

/** The maximum number of problems that a build prints; `report check` prints all of them. */
const maxProblems = 40;

/** The command `report html`. */
export function htmlCommand(): Command {
  return new Command('html')
    .summary('build the site')
    .description('Builds the site: a self-contained page per report, and the pages of the cohort over all of them.')
    .argument('[paths...]', 'report folders or globs, instead of `reports` in the configuration')
    .option('--out <dir>', 'folder to write the site to (default: `out` in the configuration, else site)')
    .option('--single-file', 'write each report as one file, figures inside')
    .option('--template <file>', 'the template that the reports fill in; may be given more than once', collect)
    .option('--no-cache', 'prepare every figure anew, and keep none')
    .option('--strict', 'end with status 1 when a report has an error')
    .option('--shard <i/n>', 'build only part i of n of the reports', parseShard)
    .addHelpText('after', help)
    .action(async (paths: string[], options: Omit<Flags, 'paths'>) => {
      await runCommand((context) => buildAndPrint({ ...options, paths }, context));
    });
}

const help = `
Exit status:
  0  done
  1  a report could not be built, or has an error under --strict
  2  wrong usage or configuration

Examples:
  report html
  report html reports/group-7 --out preview
  report html 'course/*' --template template.md --strict`;

/** Parses `2/5`: part 2 of 5. */
function parseShard(value: string): Shard {
  const [, index, count] = /^(\d{1,4})\/(\d{1,4})$/.exec(value) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (shard.index >= 1 && shard.index <= shard.count) return shard;
  throw new InvalidArgumentError('It takes part and number of parts, such as 2/5, counted from 1.');
}

async function buildAndPrint(flags: Flags, context: CommandContext): Promise<number> {
  const start = performance.now();
  const elapsed = (): number => performance.now() - start;
  const request = { root: process.cwd(), flags };
  const known = flags.cache === false ? undefined : findUnchangedBuild(request);
  const result = known ?? (await build(request, context, elapsed));
  printResult(result, context);
  for (const note of result.notes) console.error(note);
  const out = relative(request.root, result.out) || result.out;
  console.error(formatBuildSummary({ result, out, milliseconds: elapsed() }));
  return statusOf(result, flags);
}

async function build(request: BuildRequest, context: CommandContext, elapsed: () => number): Promise<BuildResult> {
  const config = await readConfig(request.flags, request.flags.cache ?? true);
  const { buildSite } = await import('../pipeline/site/build-site.js');
  const progress = createProgress({
    terminal: context.stderr,
    elapsed,
    write: (text) => process.stderr.write(text),
  });
  const hooks = { signal: context.signal, onProgress: progress.update };
  return buildSite(config, hooks, request).finally(progress.clear);
}

function printResult({ groups }: BuildResult, { stdout }: CommandContext): void {
  const diagnostics = groups.flatMap((group) => group.diagnostics);
  process.stdout.write(formatDiagnostics(diagnostics, { color: stdout.color, verbose: false, limit: maxProblems }));
  for (const { group, failed, reason } of groups) {
    if (failed)
      process.stdout.write(`${printable(group)} could not be built: ${printable(reason ?? 'see its page')}\n`);
  }
}

function statusOf({ groups }: BuildResult, { strict = false }: Flags): number {
  if (groups.some((group) => group.failed)) return exitStatus.wrongInput;
  const errors = groups.some((group) => group.diagnostics.some((diagnostic) => diagnostic.severity === 'error'));
  return strict && errors ? exitStatus.wrongInput : exitStatus.done;
}
