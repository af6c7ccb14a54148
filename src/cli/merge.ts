import { Command } from 'commander';
import type { BuildResult } from '../pipeline/build-result.js';
import { runBuild } from './build-output.js';
import type { ShownRun } from './progress.js';
import { readConfig } from './read-config.js';
import { runCommand } from './run-command.js';

/** The command `report merge`. */
export function mergeCommand(): Command {
  return new Command('merge')
    .summary('join the parts of a site')
    .description('Joins the parts that `report html --shard` made into the site that one build would have made.')
    .argument('<dirs...>', 'the folders of all parts, in any order')
    .option('--out <dir>', 'folder to write the site to (default: `out` in the configuration, else site)')
    .addHelpText('after', help)
    .action(async (parts: string[], options: MergeOptions) => {
      await runCommand((context) => runBuild((run) => merge(parts, options, run), { context, strict: false }));
    });
}

const help = `
It runs where the parts were built from: the same configuration, templates, layouts and assets.

Exit status:
  0  done
  1  a report could not be built
  2  a part is missing, double, damaged, or of another version or configuration

Example:
  report html --shard 1/2 --out part-1
  report html --shard 2/2 --out part-2
  report merge part-1 part-2 --out site`;

interface MergeOptions {
  readonly out?: string;
}

async function merge(parts: readonly string[], options: MergeOptions, { hooks }: ShownRun): Promise<BuildResult> {
  const { mergeSite } = await import('../pipeline/parts/merge-site.js');
  return mergeSite(parts, (flags) => readConfig({ ...flags, ...options }), hooks);
}
