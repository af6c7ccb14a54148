import { join, relative } from 'node:path';
import { Command } from 'commander';
import type { Config } from '../config/config.js';
import { UserError } from '../model/user-error.js';
import { withTemporaryFolder } from '../process/temporary-folder.js';
import type { PersonalFinding } from '../publish/find-personal.js';
import { foldFindings } from '../publish/fold-findings.js';
import type { SiteFolder } from '../publish/site-folder.js';
import { exitStatus } from './exit-status.js';
import { showProgress } from './progress.js';
import { describeLeftOut, formatChanges, formatFindings, formatFolded, formatPublication } from './publish-output.js';
import { readConfig } from './read-config.js';
import { type CommandContext, runCommand } from './run-command.js';
import { count } from './summary.js';
import { printable } from './terminal.js';

interface PublishOptions {
  readonly out?: string;
  readonly branch: string;
  readonly remote: string;
  readonly dryRun?: boolean;
  readonly fresh?: boolean;
  readonly allowFailed?: boolean;
  readonly redact?: boolean;
  readonly check?: boolean;
  readonly verbose?: boolean;
}

/** The maximum number of folded findings that are listed. */
const maxFindings = 40;
/** The maximum number of groups that are named. */
const maxNames = 10;

/** The command `report publish`. */
export function publishCommand(): Command {
  return new Command('publish')
    .summary('put the built site on GitHub Pages')
    .description(
      'Pushes the built site to a branch that GitHub Pages shows. Your branch, index and files stay as they are.',
    )
    .option('--out <dir>', 'folder of the built site (default: `out` in the configuration, else site)')
    .option('--branch <name>', 'branch that holds the site and nothing else', 'gh-pages')
    .option('--remote <name>', 'name or address of the repository to push to', 'origin')
    .option('--dry-run', 'list the files that would change, and push nothing')
    .option('--fresh', 'leave the branch with this one commit, without the sites before it')
    .option('--allow-failed', 'publish although reports could not be built')
    .option('--redact', 'build the site anew without what identifies students, and publish that')
    .option('--check', 'look for personal data in the built site, and publish nothing')
    .option('--verbose', 'list each place that looks like personal data')
    .addHelpText('after', help)
    .action(async (options: PublishOptions) => {
      await runCommand((context) => publish(options, context), 'Interrupted. Nothing is left behind.');
    });
}

const help = `
The site is the one that \`report html --for public\` built. Where it is for
staff, a public site is built and published instead. Beside it the branch gets
.nojekyll, 404.html, and CNAME where the branch has one or \`site.base\` in the
configuration is a domain of your own. In the settings of the repository, under
Pages, choose the branch as the source. A branch that holds anything but a site
is refused.

Exit status:
  0  done, or nothing had changed
  1  a report could not be built, and --allow-failed was not given; with --check,
     the site seems to hold personal data, and \`privacy.redact\` is off
  2  wrong usage or configuration, or the push did not succeed

Examples:
  report publish --dry-run
  report publish
  report publish --remote https://github.com/course/course.github.io.git --branch main`;

async function publish(options: PublishOptions, context: CommandContext): Promise<number> {
  const start = performance.now();
  const run: PublishRun = { options, context, elapsed: () => performance.now() - start };
  const config = await readConfig(options.out === undefined ? {} : { out: options.out });
  const { readSiteFolder } = await import('../publish/site-folder.js');
  const site = options.redact ? undefined : await readSiteFolder(config.out);
  if (options.check) return check(site ?? (await readSiteFolder(config.out)), config, run);
  // The sources of a redacted site are copies.
  if (site?.manifest.audience === 'public') {
    if (!config.privacy.redact) await warnOfChanged(site, config.root);
    return publishFolder(site, config, run);
  }
  if (site)
    console.error(
      `${printable(showPath(config.out))} is for staff, and stays so. A public site is built and published.`,
    );
  return withPublicSite(config, run, publishFolder);
}

/** What is done with a site. */
type SiteWork = (site: SiteFolder, config: Config, run: PublishRun) => Promise<number>;

/** Builds the public site into a temporary folder, and removes the folder after `work`. */
async function withPublicSite(config: Config, run: PublishRun, work: SiteWork): Promise<number> {
  const { buildSite } = await import('../pipeline/site/build-site.js');
  const { readSiteFolder } = await import('../publish/site-folder.js');
  const { hooks, clear } = showProgress(run.context, run.elapsed);
  return withTemporaryFolder('publish', async (folder) => {
    const privacy = { ...config.privacy, redact: config.privacy.redact || run.options.redact === true };
    // `complete: false` keeps unused values in the cache: those of the site for staff serve its next build.
    const shown: Config = { ...config, privacy, audience: 'public', out: join(folder, 'site'), complete: false };
    await buildSite(shown, hooks).finally(clear);
    return work(await readSiteFolder(shown.out), shown, run);
  });
}

async function publishFolder(site: SiteFolder, config: Config, run: PublishRun): Promise<number> {
  const failed = site.manifest.groups.filter((group) => group.failed).map(({ group }) => group);
  if (failed.length > 0 && !run.options.allowFailed) return refuseFailed(failed);
  await publishSite(site, config, run);
  return exitStatus.done;
}

/** Looks for personal data in a site that something else publishes. */
async function check(site: SiteFolder, config: Config, { options, context, elapsed }: PublishRun): Promise<number> {
  if (site.manifest.audience === 'staff')
    throw new UserError(
      `${showPath(config.out)} is a site for staff, and not to be published.`,
      'Build it with `report html --for public`.',
    );
  const { scanSite } = await import('../publish/scan-site.js');
  const { hooks, clear } = showProgress(context, elapsed);
  const findings = await scanSite(site, config, hooks).finally(clear);
  const found = printFindings(findings, site, options);
  if (found === 0 || config.privacy.redact) {
    console.error(
      `${printable(showPath(config.out))}: ${count(site.files.length, 'file')}, ${count(found, 'warning')}`,
    );
    return exitStatus.done;
  }
  console.error('error: The site seems to hold personal data or secrets.');
  console.error('Correct the reports, or set `privacy.redact` in the configuration and build the site anew.');
  return exitStatus.wrongInput;
}

function showPath(file: string): string {
  return relative(process.cwd(), file) || file;
}

async function warnOfChanged({ manifest }: SiteFolder, root: string): Promise<void> {
  const { findChangedReports } = await import('../publish/find-changed-reports.js');
  const groups = await findChangedReports(manifest, root);
  if (groups.length === 0) return;
  console.error(
    `warning: the site is older than ${count(groups.length, 'report')}: ${listNames(groups)}. Build it anew with \`report html --for public\` to publish what they say now.`,
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
  readonly options: PublishOptions;
  readonly context: CommandContext;
  /** Milliseconds since the start of the command. */
  elapsed(): number;
}

async function publishSite(site: SiteFolder, config: Config, { options, context, elapsed }: PublishRun): Promise<void> {
  const { withPublication } = await import('../publish/publish-site.js');
  const { branch, remote, fresh = false, dryRun = false } = options;
  const { hooks, clear } = showProgress(context, elapsed);
  process.stderr.write(describeLeftOut(site.manifest.groups.length));
  let warnings = 0;
  const publication = await withPublication({ config, site, branch, remote, fresh }, hooks, async (ready) => {
    clear();
    warnings = printFindings(ready.findings, site, options) + ready.notes.length;
    for (const note of ready.notes) console.error(`warning: ${printable(note)}`);
    if (dryRun) process.stdout.write(formatChanges(ready.changes));
    else if (!ready.upToDate) await ready.push();
    return ready;
  }).finally(clear);
  console.error(formatPublication({ publication, branch, dryRun, warnings, milliseconds: elapsed() }));
}

/** Prints what looks personal, and gives the number of warnings. */
function printFindings(
  findings: readonly PersonalFinding[],
  { manifest }: SiteFolder,
  { verbose = false }: PublishOptions,
): number {
  const folded = foldFindings(findings, manifest.groups);
  process.stderr.write(verbose ? formatFindings(findings) : formatFolded(folded, maxFindings));
  return verbose ? findings.length : folded.length;
}
