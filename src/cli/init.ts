import { randomBytes } from 'node:crypto';
import { Command, Option } from 'commander';
import type { InitFile } from '../init/plan.js';
import type { InitForm } from './init-ask.js';
import type { SetUp } from './init-messages.js';
import { type CommandContext, exitStatus, runCommand } from './run-command.js';

interface InitOptions {
  readonly course?: boolean;
  readonly pages?: boolean;
  readonly template?: string;
  readonly group?: string;
}

/** A run of the command. */
interface InitRun {
  readonly folder: string | undefined;
  readonly options: InitOptions;
  readonly context: CommandContext;
  /** Of this package. */
  readonly version: string;
}

const farewell = 'Interrupted. Nothing was written.';

/** The command `report init`. */
export function initCommand(version: string): Command {
  return new Command('init')
    .summary('set up a report, a course or GitHub Pages')
    .description(
      'Sets up a report, a course, or the workflow that publishes to GitHub Pages. A file that is there stays as it is.\n' +
        'Without arguments it asks; without a terminal to ask on, it sets up a report in the current folder.',
    )
    .argument('[folder]', 'where to set it up (default: the current folder)')
    .addOption(new Option('--course', 'a course: template, configuration, an example of a report, the workflow'))
    .addOption(new Option('--pages', 'the workflow for GitHub Pages alone').conflicts(['course', 'template', 'group']))
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
      await runCommand((context) => runInit({ folder, options, context, version }), farewell);
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
  report init --pages`;

async function runInit(run: InitRun): Promise<number> {
  const form = await readForm(run);
  if (form === undefined) {
    console.error(farewell);
    return exitStatus.interrupted;
  }
  const [{ openTarget, repositoryAbove }, { setUp }, { adviceFor, formatOutcomes }] = await Promise.all([
    import('../init/target-folder.js'),
    import('../init/set-up.js'),
    import('./init-messages.js'),
  ]);
  const target = await openTarget(process.cwd(), form.folder);
  const { files, template, explanation } = await planFiles(form.kind, run);
  run.context.signal.throwIfAborted();
  const outcomes = await setUp(target, files);
  const repository = await repositoryAbove(target);
  process.stdout.write(formatOutcomes(outcomes));
  if (explanation !== undefined) process.stderr.write(`\n${explanation}\n`);
  process.stderr.write(
    adviceFor({ kind: form.kind, target, outcomes, template, repository, again: again(run.options) }),
  );
  return exitStatus.done;
}

/** How a report is checked by whoever ran this: under npx nobody has a `report` of their own. */
function again({ template }: InitOptions): SetUp['again'] {
  const program = process.env.npm_command === 'exec' ? 'npx --package handin report' : 'report';
  return { program, ...(template === undefined ? {} : { template }) };
}

/** What the flags say, or the answers; undefined when the questions were broken off. */
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

interface PlannedFiles {
  readonly files: readonly InitFile[];
  /** What a report is a copy of; undefined for the template of this package. */
  readonly template: string | undefined;
  /** What was understood of a template that was named by hand. */
  readonly explanation?: string;
}

async function planFiles(kind: InitForm['kind'], { options, version }: InitRun): Promise<PlannedFiles> {
  const [{ planCourse, planPages, planReport }, { readStarterFiles }] = await Promise.all([
    import('../init/plan.js'),
    import('../init/starter-files.js'),
  ]);
  const starter = await readStarterFiles();
  if (kind === 'pages') return { files: planPages(starter, version), template: undefined };
  if (kind === 'course') {
    const cohort = `course-${randomBytes(4).toString('hex')}`;
    return { files: planCourse(starter, { version, cohort }), template: undefined };
  }
  const { templateForReport } = await import('./init-report.js');
  const own = await templateForReport(options.template);
  const planned = { files: planReport(own?.bytes ?? starter.template), template: own?.name };
  if (!own || options.template === undefined) return planned;
  const { formatExplanation } = await import('./explain.js');
  return { ...planned, explanation: formatExplanation([own.template]) };
}
