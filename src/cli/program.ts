import { Command, CommanderError } from 'commander';
import { checkCommand } from './check.js';
import { collectCommand } from './collect.js';
import { exitStatus } from './exit-status.js';
import { addHelpCommand, listTopics } from './help.js';
import { htmlCommand } from './html.js';
import { initCommand } from './init.js';
import { mergeCommand } from './merge.js';
import { publishCommand } from './publish.js';
import { reportFailure } from './run-command.js';
import { watchCommand } from './watch.js';

/**
 * Parses the command line, runs the command, and sets the exit code. A command imports its implementation when it runs,
 * so that start-up stays fast.
 *
 * @param args The arguments after `report`.
 */
export async function run(args: readonly string[], version: string): Promise<void> {
  try {
    await createProgram(version).parseAsync(args, { from: 'user' });
  } catch (error) {
    // Commander has already printed the error or the help.
    if (error instanceof CommanderError)
      process.exitCode = error.exitCode === 0 ? exitStatus.done : exitStatus.wrongUse;
    else process.exitCode = reportFailure(error);
  }
}

function createProgram(version: string): Command {
  const program = new Command('report')
    .description('Turns report folders into self-contained pages, and checks the answers in them.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .addHelpText('after', `\nTopics of \`report help\`:\n${listTopics()}`);
  const commands = [
    htmlCommand(),
    mergeCommand(),
    checkCommand(version),
    watchCommand(),
    collectCommand(),
    initCommand(version),
    publishCommand(),
  ];
  for (const command of commands) program.addCommand(command.copyInheritedSettings(program));
  addHelpCommand(program);
  for (const command of [program, ...program.commands]) {
    command
      .exitOverride()
      .showHelpAfterError(`Run \`report ${command === program ? '' : `${command.name()} `}--help\` for what it takes.`);
  }
  return program;
}
