import { dirname, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import type { GroupOutcome } from '../collect/collect-group.js';
import type { Config, RosterConfig } from '../config/config.js';
import { instantForm, parseInstant } from '../model/parse-instant.js';
import type { Roster } from '../model/roster.js';
import { sha256 } from '../model/sha256.js';
import { UserError } from '../model/user-error.js';
import { formatCollectSummary, formatOutcomes, formatRosterProblems } from './collect-output.js';
import { exitStatus } from './exit-status.js';
import { showProgress } from './progress.js';
import { readConfig } from './read-config.js';
import { type CommandContext, runCommand } from './run-command.js';

interface CollectOptions {
  readonly into: string;
  readonly deadline?: string;
  readonly jobs: number;
  readonly timeout: number;
  readonly fresh?: boolean;
  readonly authors?: boolean;
}

/** The command `report collect`. */
export function collectCommand(): Command {
  return new Command('collect')
    .summary("fetch every group's report as it was at the deadline")
    .description(
      "Fetches the report of every group on the roster from the group's repository, folder or ZIP file: of a repository,\n" +
        'as it was at the deadline. Running it again changes only what has changed.',
    )
    .argument('[roster]', 'CSV file with a row per group (default: `roster` in the configuration)')
    .option('--into <dir>', 'folder that the reports are written to', 'reports')
    .option('--deadline <time>', 'when they were due (default: `deadline` in the configuration)', parseDeadline)
    .option('--jobs <n>', 'how many groups are fetched at once', parseJobs, 8)
    .option('--timeout <seconds>', 'how long a group may take', parseSeconds, 300)
    .option('--authors', 'find out who wrote which lines of the READMEs, for the pages of staff')
    .option('--fresh', 'fetch everything anew')
    .addHelpText('after', help)
    .action(async (file: string | undefined, options: CollectOptions) => {
      await runCommand(
        (context) => collect(file, options, context),
        'Interrupted. The groups that were complete stay; the next run goes on with the others.',
      );
    });
}

const help = `
The first row of the roster names its columns, in any order: group, repository
(an address, or the path of a folder or ZIP file), and optionally branch,
folder, members, deadline (an extension of its own) and commit (chosen by hand).
A form's own header such as "group nb,student 1,student 2,github_repo" works;
other names are said in the configuration: roster: { file, columns: { … } }.

Of a repository, the last commit on the branch whose committer date is not later
than the deadline is taken, and of it the folder "reports". Where it has none,
the folder whose README fits a template of the configuration. Where the report
comes from is written to .collect.json beside it.

Private repositories: git's own credential helpers and ssh keys are used, without
prompts. A token in the environment is given to its own host only: GITHUB_TOKEN,
GITLAB_TOKEN, or HANDIN_TOKEN_ and the host, as in HANDIN_TOKEN_GIT_EXAMPLE_ORG.

Exit status:
  0  done, also when groups have handed in nothing
  1  a group failed, or a row of the roster is wrong
  2  wrong usage or configuration

Examples:
  report collect groups.csv --deadline 2026-01-23T23:59:59+01:00
  report collect
  report collect --fresh --jobs 4`;

function parseDeadline(value: string): string {
  const instant = parseInstant(value);
  if (instant !== undefined) return instant;
  throw new InvalidArgumentError(`It takes ${instantForm}.`);
}

function parseJobs(value: string): number {
  return parseWithin(value, 64, 'It takes a number from 1 to 64.');
}

function parseSeconds(value: string): number {
  return parseWithin(value, 86_400, 'It takes a number of seconds, from 1 to 86400.');
}

function parseWithin(value: string, most: number, fault: string): number {
  const number = /^\d{1,5}$/.test(value) ? Number(value) : 0;
  if (number >= 1 && number <= most) return number;
  throw new InvalidArgumentError(fault);
}

async function collect(file: string | undefined, options: CollectOptions, context: CommandContext): Promise<number> {
  const start = performance.now();
  const elapsed = (): number => performance.now() - start;
  const config = await readConfig({});
  const roster = rosterOf(file, config);
  const { loadRoster } = await import('../collect/roster/load-roster.js');
  const loaded = await loadRoster(roster);
  process.stderr.write(formatRosterProblems(loaded, file ?? roster.file, config.root));
  if (loaded.rows.length === 0) return exitStatus.wrongInput;
  const outcomes = await run({ roster, loaded, config, options, context, elapsed });
  process.stdout.write(formatOutcomes(outcomes));
  console.error(formatCollectSummary({ outcomes, into: options.into, milliseconds: elapsed() }));
  const isFaulty = loaded.problems.some(({ severity }) => severity === 'error');
  return isFaulty || outcomes.some(({ kind }) => kind === 'failed') ? exitStatus.wrongInput : exitStatus.done;
}

function rosterOf(file: string | undefined, { root, roster }: Config): RosterConfig {
  if (file !== undefined) return { file: resolve(root, file), columns: roster?.columns ?? {} };
  if (roster) return roster;
  throw new UserError(
    'There is no roster.',
    'Name a CSV file with a row per group: report collect groups.csv. Or set `roster` in build.config.ts.',
  );
}

interface CollectRun {
  readonly roster: RosterConfig;
  readonly loaded: Roster;
  readonly config: Config;
  readonly options: CollectOptions;
  readonly context: CommandContext;
  elapsed(): number;
}

async function run({
  roster,
  loaded,
  config,
  options,
  context,
  elapsed,
}: CollectRun): Promise<readonly GroupOutcome[]> {
  const [{ collectRoster }, { defaultLimits }, { loadTemplates }, { parseReport }] = await Promise.all([
    import('../collect/collect-roster.js'),
    import('../collect/limits.js'),
    import('../pipeline/load/load-templates.js'),
    import('../parse/parse-report.js'),
  ]);
  const templates = await loadTemplates(config.templates, config.questions);
  const fits = (text: string): boolean =>
    parseReport({ text, path: 'README.md', slug: 'group', group: 'group', templates }).template !== undefined;
  const { hooks, clear } = showProgress(context, elapsed);
  const { jobs, authors = false, fresh = false, timeout } = options;
  return await collectRoster({
    rows: loaded.rows,
    into: resolve(config.root, options.into),
    jobs,
    onProgress: hooks.onProgress,
    context: {
      rosterFolder: dirname(roster.file),
      deadline: options.deadline ?? config.deadline,
      limits: { ...defaultLimits, seconds: timeout },
      authors,
      fresh,
      fits: templates.length > 0 ? fits : undefined,
      templatesDigest: sha256(
        JSON.stringify(
          templates.map(({ name, questions }) => [name, [...questions.values()].map(({ title }) => title)]),
        ),
      ),
      signal: hooks.signal,
    },
  }).finally(clear);
}
