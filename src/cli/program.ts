import { Command, CommanderError } from 'commander';
import { exitStatus } from './exit-status.js';
import { addHelpCommand, listTopics } from './help.js';
import { reportFailure } from './run-command.js';

/**
 * Parses the command line, runs the command, and sets the exit code. A command imports its implementation when it runs,
 * so that start-up stays fast.
 *
 * @param args The arguments after `report`.
 */
export async function run(args: readonly string[], version: string): Promise<void> {
  try {
    const program = await createProgram(args[0], version);
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    // Commander has already printed the error or the help.
    if (error instanceof CommanderError)
      process.exitCode = error.exitCode === 0 ? exitStatus.done : exitStatus.wrongUse;
    else process.exitCode = reportFailure(error);
  }
}

/** In the order of the help. */
const commands: Readonly<Record<string, (version: string) => Promise<Command>>> = {
  html: async () => (await import('./html.js')).htmlCommand(),
  merge: async () => (await import('./merge.js')).mergeCommand(),
  check: async (version) => (await import('./check.js')).checkCommand(version),
  watch: async () => (await import('./watch.js')).watchCommand(),
  collect: async () => (await import('./collect.js')).collectCommand(),
  init: async (version) => (await import('./init.js')).initCommand(version),
  publish: async () => (await import('./publish.js')).publishCommand(),
};

/** @param first The first argument: if it names a command, the others are not loaded, which saves start-up time. */
async function createProgram(first: string | undefined, version: string): Promise<Command> {
  const program = new Command('report')
    .description('Turns report folders into self-contained pages, and checks the answers in them.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .addHelpText('after', `\nTopics of \`report help\`:\n${listTopics()}`);
  const named = first !== undefined && Object.hasOwn(commands, first) ? commands[first] : undefined;
  for (const create of named ? [named] : Object.values(commands))
    program.addCommand((await create(version)).copyInheritedSettings(program));
  addHelpCommand(program);
  for (const command of [program, ...program.commands]) {
    command
      .exitOverride()
      .showHelpAfterError(`Run \`report ${command === program ? '' : `${command.name()} `}--help\` for what it takes.`);
  }
  return program;
}
