import { join } from 'node:path';
import { Command } from 'commander';
import type { Config } from '../config/config.js';
import { withTemporaryFolder } from '../process/temporary-folder.js';
import type { PublishInput } from '../publish/publish-input.js';
import type { Publication } from '../publish/publish-site.js';
import { exitStatus } from './exit-status.js';
import { showProgress } from './progress.js';
import { formatChanges, formatFindings, formatPublication } from './publish-output.js';
import { readConfig } from './read-config.js';
import { type CommandContext, runCommand } from './run-command.js';
import { count } from './summary.js';
import { printable } from './terminal.js';

interface PublishOptions {
  readonly branch: string;
  readonly remote: string;
  readonly dryRun?: boolean;
  readonly fresh?: boolean;
  readonly allowFailed?: boolean;
  readonly redact?: boolean;
}

/** The maximum number of findings that are listed. */
const maxFindings = 20;
/** The maximum number of groups that are named. */
const maxNames = 10;

/** The command `report publish`. */
export function publishCommand(): Command {
  return new Command('publish')
    .summary('put the built site on GitHub Pages')
    .description(
      'Pushes the built site to a branch that GitHub Pages shows. Your branch, index and files stay as they are.',
    )
    .option('--branch <name>', 'branch that holds the site and nothing else', 'gh-pages')
    .option('--remote <name>', 'name or address of the repository to push to', 'origin')
    .option('--dry-run', 'list the files that would change, and push nothing')
    .option('--fresh', 'leave the branch with this one commit, without the sites before it')
    .option('--allow-failed', 'publish although reports could not be built')
    .option('--redact', 'build the site anew without what identifies students, and publish that')
    .addHelpText('after', help)
    .action(async (options: PublishOptions) => {
      await runCommand((context) => publish(options, context), 'Interrupted. Nothing is left behind.');
    });
}

const help = `
The site is the one that \`report html\` built. Beside it the branch gets
.nojekyll, 404.html, and CNAME where the branch has one or \`site.base\` in the
configuration is a domain of your own. In the settings of the repository, under
Pages, choose the branch as the source. A branch that holds anything but a site
is refused.

Exit status:
  0  done, or nothing had changed
  1  a report could not be built, and --allow-failed was not given
  2  wrong usage or configuration, or the push did not succeed

Examples:
  report publish --dry-run
  report publish
  report publish --remote https://github.com/course/course.github.io.git --branch main`;

async function publish(options: PublishOptions, context: CommandContext): Promise<number> {
  const start = performance.now();
  const elapsed = (): number => performance.now() - start;
  const config = await readConfig({});
  const [{ readSiteFolder }, { findChangedReports }] = await Promise.all([
    import('../publish/site-folder.js'),
    import('../publish/find-changed-reports.js'),
  ]);
  const publishFolder = async (folder: string): Promise<number> => {
    const site = await readSiteFolder(folder);
    const failed = site.manifest.groups.filter((group) => group.failed).map(({ group }) => group);
    if (failed.length > 0 && !options.allowFailed) return refuseFailed(failed);
    // The sources of a redacted site are copies.
    if (!options.redact && !config.privacy.redact) warnOfChanged(await findChangedReports(site.manifest, config.root));
    const { branch, remote, fresh = false } = options;
    await publishSite({ config, site, branch, remote, fresh }, { dryRun: options.dryRun ?? false, context, elapsed });
    return exitStatus.done;
  };
  return options.redact ? withRedactedSite(config, { context, elapsed }, publishFolder) : publishFolder(config.out);
}

/** Builds a redacted site into a temporary folder, and removes the folder after `work`. */
async function withRedactedSite(
  config: Config,
  { context, elapsed }: Omit<PublishRun, 'dryRun'>,
  work: (folder: string) => Promise<number>,
): Promise<number> {
  const { buildSite } = await import('../pipeline/site/build-site.js');
  const { hooks, clear } = showProgress(context, elapsed);
  return withTemporaryFolder('publish', async (folder) => {
    const privacy = { ...config.privacy, redact: true };
    // `complete: false` keeps unused figures in the cache: the originals of redacted drawings serve the next build.
    const redacted = { ...config, privacy, out: join(folder, 'site'), complete: false };
    await buildSite(redacted, hooks).finally(clear);
    return work(redacted.out);
  });
}

function warnOfChanged(groups: readonly string[]): void {
  if (groups.length === 0) return;
  console.error(
    `warning: the site is older than ${count(groups.length, 'report')}: ${listNames(groups)}. Build it anew with \`report html\` to publish what they say now.`,
  );
}

function listNames(groups: readonly string[]): string {
  const names = groups.slice(0, maxNames).map(printable);
  const more = groups.length > names.length ? ` and ${groups.length - names.length} more` : '';
  return names.join(', ') + more;
}

function refuseFailed(failed: readonly string[]): number {
  console.error(`error: ${count(failed.length, 'report')} could not be built: ${listNames(failed)}.`);
  console.error('Their pages say why. Build the site anew, or publish it as it is with --allow-failed.');
  return exitStatus.wrongInput;
}

interface PublishRun {
  readonly dryRun: boolean;
  readonly context: CommandContext;
  /** Milliseconds since the start of the command. */
  elapsed(): number;
}

async function publishSite(input: PublishInput, { dryRun, context, elapsed }: PublishRun): Promise<void> {
  const { withPublication } = await import('../publish/publish-site.js');
  const { hooks, clear } = showProgress(context, elapsed);
  const publication = await withPublication(input, hooks, async (ready) => {
    clear();
    printWarnings(ready);
    if (dryRun) process.stdout.write(formatChanges(ready.changes));
    else if (!ready.upToDate) await ready.push();
    return ready;
  }).finally(clear);
  const { branch } = input;
  console.error(formatPublication({ publication, branch, dryRun, milliseconds: elapsed() }));
}

function printWarnings({ findings, notes }: Publication): void {
  process.stderr.write(formatFindings(findings, maxFindings));
  for (const note of notes) console.error(`warning: ${printable(note)}`);
}
