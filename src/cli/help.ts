import { readFile } from 'node:fs/promises';
import { Argument, type Command } from 'commander';
import { maxOf } from '../model/min-max.js';
import { exitStatus } from './exit-status.js';
import { runCommand } from './run-command.js';

/** The topics of `report help`, besides the commands. */
const topics: Readonly<Record<string, { readonly summary: string; read(): Promise<string> }>> = {
  rules: { summary: 'every rule of `report check`: severity, meaning, remedy', read: readRules },
  configuration: { summary: 'every field of build.config.ts', read: () => readSection('Configuration') },
  markdown: { summary: 'what is the same as on GitHub, and what is not', read: () => readSection('Markdown') },
  layouts: { summary: 'every variable and block that a layout gets', read: readLayouts },
};

/** The command `report help`: prints the help of a command, or the reference about a topic. */
export function addHelpCommand(program: Command): void {
  const names = program.commands.map((command) => command.name());
  program
    .command('help')
    .summary('print the help of a command, or about a topic')
    .description('Prints the help of a command, or what there is to know about a topic.')
    .addArgument(new Argument('[topic]', 'a command or a topic').choices([...names, 'help', ...Object.keys(topics)]))
    .addHelpText('after', `\nTopics:\n${listTopics()}`)
    .action(async (name: string | undefined) => {
      const topic = name === undefined ? undefined : topics[name];
      if (!topic) return printHelp(program, name);
      await runCommand(async () => {
        process.stdout.write(await topic.read());
        return exitStatus.done;
      });
    });
}

function printHelp(program: Command, name: string | undefined): void {
  const command = program.commands.find((one) => one.name() === name) ?? program;
  command.outputHelp();
}

/** Lists the topics in the layout in which commander lists commands. */
export function listTopics(): string {
  const width = maxOf(Object.keys(topics).map((name) => name.length)) ?? 0;
  return Object.entries(topics)
    .map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`)
    .join('\n');
}

async function readRules(): Promise<string> {
  const { formatRules } = await import('./formats/rule-list.js');
  return formatRules();
}

async function readLayouts(): Promise<string> {
  const { packageLayouts } = await import('../config/package-files.js');
  return readFile(`${packageLayouts}/README.md`, 'utf8');
}

/** Reads a section of the package's README, with its heading. */
async function readSection(title: string): Promise<string> {
  const { packageReadme } = await import('../config/package-files.js');
  const text = await readFile(packageReadme, 'utf8');
  const start = text.indexOf(`## ${title}\n`);
  if (start < 0) throw new Error(`The README has no section ${title}`);
  const end = text.indexOf('\n## ', start);
  return text.slice(start, end < 0 ? undefined : end + 1);
}
