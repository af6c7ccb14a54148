import { Command, InvalidArgumentError, Option } from 'commander';
import type { Flags, Shard } from '../config/config.js';
import { audiences } from '../model/audience.js';
import type { BuildResult } from '../pipeline/build-result.js';
import { findUnchangedBuild } from '../pipeline/incremental/build-record.js';
import { runBuild } from './build-output.js';
import { collect } from './options.js';
import type { ShownRun } from './progress.js';
import { readConfig } from './read-config.js';
import { runCommand } from './run-command.js';

/** The command `report html`. */
export function htmlCommand(): Command {
  return new Command('html')
    .summary('build the site')
    .description('Builds the site: a self-contained page per report, and the pages of the cohort over all of them.')
    .argument('[paths...]', 'report folders or globs, instead of `reports` in the configuration')
    .option('--out <dir>', 'folder to write the site to (default: `out` in the configuration, else site)')
    .addOption(
      new Option('--for <reader>', 'who reads the site: staff see everything, the public less').choices(audiences),
    )
    .option('--single-file', 'write each report as one file, figures inside')
    .option('--template <file>', 'the template that the reports fill in; may be given more than once', collect)
    .option('--no-cache', 'build everything anew, and keep nothing for the next build')
    .option('--strict', 'end with status 1 when a report has an error')
    .option('--shard <i/n>', 'build only part i of n of the reports', parseShard)
    .addHelpText('after', help)
    .action(async (paths: string[], options: Omit<Flags, 'paths'>) => {
      await runCommand(async (context) => {
        const flags = { ...options, paths };
        return runBuild((run) => buildUnlessUnchanged(flags, run), { context, strict: flags.strict ?? false });
      });
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
  report html 'course/*' --template template.md --strict
  report html --for public`;

/** Parses `2/5`: part 2 of 5. */
function parseShard(value: string): Shard {
  const [, index, count] = /^(\d{1,4})\/(\d{1,4})$/.exec(value) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (shard.index >= 1 && shard.index <= shard.count) return shard;
  throw new InvalidArgumentError('It takes part and number of parts, such as 2/5, counted from 1.');
}

async function buildUnlessUnchanged(flags: Flags, { hooks }: ShownRun): Promise<BuildResult> {
  const request = { root: process.cwd(), flags };
  const known = flags.cache === false ? undefined : findUnchangedBuild(request);
  if (known) return known;
  const config = await readConfig(flags);
  const { buildSite } = await import('../pipeline/site/build-site.js');
  return buildSite(config, hooks, request);
}
