import { randomBytes } from 'node:crypto';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { SetUpJob } from '../init/set-up.js';
import type { TargetFolder } from '../init/target-folder.js';
import { UserError } from '../model/user-error.js';
import type { Template } from '../parse/template/template.js';
import { exitStatus } from './exit-status.js';
import type { InitForm } from './init-ask.js';
import { type CommandContext, runCommand } from './run-command.js';

interface InitOptions {
  readonly course?: boolean;
  readonly pages?: boolean;
  readonly collect?: boolean;
  readonly shards?: number;
  readonly template?: string;
  readonly group?: string;
}

/** One run of the command. */
interface InitRun {
  readonly folder: string | undefined;
  readonly options: InitOptions;
  readonly context: CommandContext;
  /** The version of this package. */
  readonly version: string;
}

const interruptedMessage = 'Interrupted. Nothing was written.';

/** The command `report init`. */
export function initCommand(version: string): Command {
  return new Command('init')
    .summary('set up a report, a course or GitHub Pages')
    .description(
      'Sets up a report, a course, or the workflow that publishes to GitHub Pages. A file that is there stays as it is;\n' +
        'only .gitignore gets the lines that it lacks.\n' +
        'Without arguments it asks; without a terminal to ask on, it sets up a report in the current folder.',
    )
    .argument('[folder]', 'where to set it up (default: the current folder)')
    .addOption(new Option('--course', 'a course: template, configuration, an example of a report, the workflow'))
    .addOption(new Option('--pages', 'the workflow for GitHub Pages alone').conflicts(['course', 'template', 'group']))
    .option(
      '--collect',
      "with --course: a roster, and a workflow that collects the groups' reports, instead of the one for Pages",
    )
    .option('--shards <n>', 'with --pages: the workflow builds the site in n parts, on as many machines', parseShards)
    .addOption(
      new Option(
        '--template <file>',
        'what the report is a copy of (default: `template` in the configuration, else a short one)',
      ).conflicts('course'),
    )
    .addOption(
      new Option('--group <name>', "a folder of that name for the report, among the course's reports").conflicts(
        'course',
      ),
    )
    .addHelpText('after', help)
    .action(async (folder: string | undefined, options: InitOptions) => {
      await runCommand((context) => runInit({ folder, options, context, version }), interruptedMessage);
    });
}

const help = `
Exit status:
  0  done, also when everything was there already
  2  wrong usage or configuration, or a folder that cannot be written to

Examples:
  report init reports --template template.md
  report init --group blue-heron
  report init --course my-course
  report init --course --collect my-course
  report init --pages
  report init --pages --shards 8`;

/** GitHub allows a matrix of 256 jobs; long before that, setting up the machines takes longer than building the parts. */
const maxShards = 100;

function parseShards(value: string): number {
  const count = /^\d{1,3}$/.test(value) ? Number(value) : 0;
  if (count >= 2 && count <= maxShards) return count;
  throw new InvalidArgumentError(`It takes a number of parts, from 2 to ${maxShards}.`);
}

async function runInit(run: InitRun): Promise<number> {
  if (run.options.shards !== undefined && !run.options.pages)
    throw new UserError(
      '`--shards` needs `--pages`: it is for the workflow that publishes to GitHub Pages.',
      `Say both: report init --pages --shards ${run.options.shards}`,
    );
  if (run.options.collect && !run.options.course)
    throw new UserError(
      '`--collect` needs `--course`: a course collects the reports of its groups.',
      'Say both: report init --course --collect',
    );
  const form = await readForm(run);
  if (form === undefined) {
    console.error(interruptedMessage);
    return exitStatus.interrupted;
  }
  const [{ openTarget, repositoryAbove }, { setUp }, { adviceFor, formatOutcomes }] = await Promise.all([
    import('../init/target-folder.js'),
    import('../init/set-up.js'),
    import('./init-messages.js'),
  ]);
  const target = await openTarget(process.cwd(), form.folder);
  const { jobs, template, namesTemplate, explanation } = await planJobs({ kind: form.kind, target }, run);
  run.context.signal.throwIfAborted();
  const outcomes = await setUp(jobs);
  const repository = await repositoryAbove(target);
  process.stdout.write(formatOutcomes(outcomes));
  if (explanation !== undefined) process.stderr.write(`\n${explanation}\n`);
  const nextCommand = { program: programName(), template: namesTemplate ? undefined : run.options.template };
  process.stderr.write(adviceFor({ kind: form.kind, target, outcomes, template, repository, nextCommand }));
  return exitStatus.done;
}

/** How the user runs this program: under npx there is no `report` on the path. */
function programName(): string {
  return process.env.npm_command === 'exec' ? 'npx handin' : 'report';
}

/** What to set up, from the flags or by asking; undefined when the user cancelled the questions. */
async function readForm({ folder, options, context }: InitRun): Promise<InitForm | undefined> {
  if (folder === undefined && Object.keys(options).length === 0) {
    if (context.stderr.live && process.stdin.isTTY) {
      const { askForm } = await import('./init-ask.js');
      return await askForm(context.signal);
    }
    console.error(
      'Nothing was asked for, and there is no terminal to ask on: this sets up a report in the current folder.\n' +
        '`report init --help` says what else it sets up.',
    );
  }
  if (options.group === undefined)
    return { kind: options.course ? 'course' : options.pages ? 'pages' : 'report', folder: folder ?? '.' };
  const { toGroupFolder } = await import('./init-report.js');
  return { kind: 'report', folder: await toGroupFolder(options.group, folder) };
}

interface PlannedJobs {
  readonly jobs: readonly SetUpJob[];
  /** The file that a report is a copy of; undefined for the template of this package. */
  readonly template: string | undefined;
  /** Whether a configuration names that file, an existing one or the planned one. */
  readonly namesTemplate: boolean;
  /** What was understood of a template that was named by hand. */
  readonly explanation?: string;
}

async function planJobs(
  { kind, target }: { readonly kind: InitForm['kind']; readonly target: TargetFolder },
  { options, version }: InitRun,
): Promise<PlannedJobs> {
  const [{ planCourse, planPages, planProject, planReport }, { readStarterFiles }] = await Promise.all([
    import('../init/plan.js'),
    import('../init/starter-files.js'),
  ]);
  const starter = await readStarterFiles();
  if (kind !== 'report') {
    const cohort = `course-${randomBytes(4).toString('hex')}`;
    const files =
      kind === 'course'
        ? planCourse(starter, { version, cohort, collect: options.collect ?? false })
        : planPages(starter, version, options.shards);
    return { jobs: [{ target, files }], template: undefined, namesTemplate: true };
  }
  const { projectFor, templateForReport } = await import('./init-report.js');
  const own = await templateForReport(options.template);
  const report: SetUpJob = { target, files: planReport(own?.bytes ?? starter.template) };
  const explained = own && options.template !== undefined ? { explanation: await explain(own.template) } : {};
  const project = await projectFor(target, { template: own, isGroup: options.group !== undefined });
  if (project === undefined) return { jobs: [report], template: own?.name, namesTemplate: false, ...explained };
  const { root, hasConfig, settings } = project;
  return {
    jobs: [report, { target: root, files: planProject(settings) }],
    template: own?.name,
    namesTemplate: settings.isConfigured || !hasConfig,
    ...explained,
  };
}

async function explain(template: Template): Promise<string> {
  const { formatExplanation } = await import('./explain.js');
  return formatExplanation([template]);
}
