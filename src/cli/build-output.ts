import { relative } from 'node:path';
import type { BuildResult } from '../pipeline/build-result.js';
import { exitStatus } from './exit-status.js';
import { formatDiagnostics } from './print-diagnostics.js';
import { type ShownRun, showProgress } from './progress.js';
import type { CommandContext } from './run-command.js';
import { formatBuildSummary } from './summary.js';
import { printable } from './terminal.js';

/** The maximum number of problems that a build prints; `report check` prints all of them. */
const maxProblems = 40;

/** How a build is reported. */
export interface BuildOutput {
  readonly context: CommandContext;
  /** Whether an error in a report makes the command fail. */
  readonly strict: boolean;
}

/** Builds a site with its progress shown. */
export type Build = (run: ShownRun) => Promise<BuildResult>;

/** Builds a site, prints what was found and what was written, and gives the exit code. */
export async function runBuild(build: Build, { context, strict }: BuildOutput): Promise<number> {
  const start = performance.now();
  const elapsed = (): number => performance.now() - start;
  const run = showProgress(context, elapsed);
  const result = await build(run).finally(run.clear);
  printResult(result, context);
  for (const note of result.notes) console.error(note);
  const out = relative(process.cwd(), result.out) || result.out;
  console.error(formatBuildSummary({ result, out, milliseconds: elapsed() }));
  return statusOf(result, strict);
}

function printResult({ groups }: BuildResult, { stdout }: CommandContext): void {
  const diagnostics = groups.flatMap((group) => group.diagnostics);
  process.stdout.write(formatDiagnostics(diagnostics, { color: stdout.color, verbose: false, limit: maxProblems }));
  for (const { group, failed, absent, reason } of groups) {
    if (absent) process.stdout.write(`${printable(group)} handed in nothing.\n`);
    else if (failed)
      process.stdout.write(`${printable(group)} could not be built: ${printable(reason ?? 'see its page')}\n`);
  }
}

function statusOf({ groups }: BuildResult, strict: boolean): number {
  if (groups.some((group) => group.failed && !group.absent)) return exitStatus.wrongInput;
  const errors = groups.some((group) => group.diagnostics.some((diagnostic) => diagnostic.severity === 'error'));
  return strict && errors ? exitStatus.wrongInput : exitStatus.done;
}
