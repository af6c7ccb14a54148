import { Command, Option } from 'commander';
import type { SeverityOverrides } from '../check/check-report.js';
import type { Config } from '../config/config.js';
import { UserError } from '../model/user-error.js';
import type { CheckTotals } from '../pipeline/check/check-result.js';
import { exitStatus } from './exit-status.js';
import { type FormatName, formatNames, loadFormat } from './formats/format.js';
import { collect, parseCount, parseRule } from './options.js';
import { showProgress } from './progress.js';
import { readConfig } from './read-config.js';
import { type CommandContext, runCommand } from './run-command.js';
import { formatCheckSummary } from './summary.js';
import { writeOutput } from './write-output.js';

interface CheckOptions {
  readonly format: FormatName;
  readonly output?: string;
  readonly template?: readonly string[];
  readonly maxWarnings?: number;
  readonly rule?: SeverityOverrides;
  readonly listRules?: boolean;
  readonly explain?: boolean;
  readonly fix?: boolean;
  readonly dryRun?: boolean;
  readonly verbose?: boolean;
}

/** One run of the command. */
interface CheckRun {
  readonly paths: readonly string[];
  readonly options: CheckOptions;
  readonly context: CommandContext;
  /** The version of this package. */
  readonly version: string;
}

/** The command `report check`. */
export function checkCommand(version: string): Command {
  return new Command('check')
    .summary('check the answers')
    .description('Checks the answers, figures and links of the reports. Writes no site, and asks no server.')
    .argument('[paths...]', 'report folders or globs, instead of `reports` in the configuration')
    .addOption(new Option('--format <name>', 'how to print what was found').choices(formatNames).default('pretty'))
    .option('--verbose', 'list every question without an answer, instead of one line for all of them in a report')
    .option('--output <file>', 'write it to a file instead of standard output')
    .option('--template <file>', 'the template that the reports fill in; may be given more than once', collect)
    .option('--max-warnings <n>', 'end with status 1 when there are more warnings', parseCount)
    .option('--rule <name=severity>', 'off, warn or error for one rule; may be given more than once', parseRule)
    .option('--fix', 'correct what is safe to correct: addresses of figures, placeholders beside an answer')
    .option('--dry-run', 'with --fix: show what would change, and change nothing')
    .option('--explain', 'print what is understood of the templates: keys, prompts, limits; and check nothing')
    .option('--list-rules', 'print every rule and what to do about it, and check nothing')
    .addHelpText('after', help)
    .action(async (paths: string[], options: CheckOptions) => {
      await runCommand((context) => runCheck({ paths, options, context, version }), 'Interrupted.');
    });
}

const help = `
Exit status:
  0  nothing but warnings was found, and no more of them than allowed
  1  a report has an error or could not be read, or there are too many warnings
  2  wrong usage or configuration

Examples:
  report check
  report check reports/group-7 --rule figure-alt=error
  report check --fix --dry-run
  report check --template template.md --explain
  report check 'course/*' --template template.md --format csv --output answers.csv`;

async function runCheck(run: CheckRun): Promise<number> {
  const { paths, options } = run;
  if (options.listRules) return listRules(options);
  const { template, rule } = options;
  const start = performance.now();
  const [config, openFormat, { checkReports }] = await Promise.all([
    readConfig({ paths, ...(template ? { template } : {}), ...(rule ? { rule } : {}) }),
    loadFormat(options.format),
    import('../pipeline/check/check-reports.js'),
  ]);
  if (options.explain) return explain(config, options);
  const { stdout, signal } = run.context;
  if (options.dryRun && !options.fix) throw new UserError('`--dry-run` needs `--fix`.', 'Say both, or neither.');
  if (options.fix) {
    const { fixReports } = await import('./fix.js');
    const corrections = await fixReports({ config, dryRun: options.dryRun ?? false, signal });
    const output = options.dryRun ? process.stdout : process.stderr;
    output.write(corrections === '' ? 'Nothing to correct.\n' : corrections);
    if (options.dryRun) return exitStatus.done;
  }
  const elapsed = (): number => performance.now() - start;
  const { hooks, clear } = showProgress(run.context, elapsed);
  const toFile = options.output !== undefined;
  const formatter = openFormat({
    color: stdout.color && !toFile,
    columns: stdout.live && !toFile ? stdout.columns : 100,
    verbose: options.verbose ?? false,
    version: run.version,
  });
  const checked = checkReports(config, hooks, (report) => Buffer.from(formatter.part(report)));
  const { parts, totals, paths: readmes, notes } = await checked.finally(clear);
  // --output must not replace a file that was read.
  const inputs = [...readmes, ...config.templates, ...listOf(config.configFile)];
  await print(formatter.join(decode(parts), totals), options, inputs);
  for (const note of notes) console.error(note);
  console.error(formatCheckSummary(totals, elapsed()));
  return statusOf(totals, options);
}

async function explain(config: Config, options: CheckOptions): Promise<number> {
  if (config.templates.length === 0)
    throw new UserError('There is no template to explain.', 'Name one: report check --template FILE --explain');
  const [{ loadTemplates }, { formatExplanation }] = await Promise.all([
    import('../pipeline/load/load-templates.js'),
    import('./explain.js'),
  ]);
  const templates = await loadTemplates(config.templates, config.questions);
  await print([formatExplanation(templates)], options, [...config.templates, ...listOf(config.configFile)]);
  return exitStatus.done;
}

async function listRules(options: CheckOptions): Promise<number> {
  const { formatRules, formatRulesAsJson } = await import('./formats/rule-list.js');
  await print([options.format === 'json' ? formatRulesAsJson() : formatRules()], options, []);
  return exitStatus.done;
}

/** Bytes take less memory than strings, which have two for each letter as soon as one is not of Latin-1. */
function* decode(parts: readonly Buffer[]): Iterable<string> {
  for (const part of parts) yield part.toString();
}

async function print(text: Iterable<string>, { output }: CheckOptions, inputs: readonly string[]): Promise<void> {
  if (output !== undefined) await writeOutput(text, { file: output, root: process.cwd(), inputs });
  else for (const chunk of text) await writeToStdout(chunk);
}

/** Waits until the reader of a pipe has taken the text, or is gone: else all would be queued in memory. */
function writeToStdout(text: string): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(text, () => resolve());
  });
}

function statusOf({ errors, warnings, unread }: CheckTotals, { maxWarnings }: CheckOptions): number {
  const tooMany = maxWarnings !== undefined && warnings > maxWarnings;
  if (tooMany) console.error(`There are ${warnings} warnings, and --max-warnings allows ${maxWarnings}.`);
  return tooMany || errors > 0 || unread.length > 0 ? exitStatus.wrongInput : exitStatus.done;
}

function listOf<Item>(item: Item | null): readonly Item[] {
  return item === null ? [] : [item];
}
