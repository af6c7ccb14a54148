import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import type { Flags } from '../config/config.js';
import type { Preview, Update } from '../pipeline/preview/open-preview.js';
import type { PreviewServer } from '../server/server.js';
import type { FileWatcher } from '../watch-files/watch-files.js';
import { exitStatus } from './exit-status.js';
import { collect } from './options.js';
import { showProgress } from './progress.js';
import { type CommandContext, runCommand } from './run-command.js';
import { printable } from './terminal.js';
import { createWatchStatus, type WatchStatus } from './watch-status.js';

interface WatchOptions {
  readonly port?: number;
  readonly host?: string;
  readonly open?: boolean;
  readonly follow: boolean;
  readonly poll?: boolean;
  readonly template?: readonly string[];
}

/** The command `report watch`. */
export function watchCommand(): Command {
  return new Command('watch')
    .summary('show the pages while they are written')
    .description(
      'Builds the site in memory, serves it to this machine, and brings open pages up to date as files change.',
    )
    .argument('[paths...]', 'report folders or globs, instead of `reports` in the configuration')
    .option('--port <number>', 'port to listen at (default: the first free one from 4040)', parsePort)
    .option('--host <name>', 'name or address to listen at (default: this machine alone)')
    .option('--open', 'open the first page in the browser')
    .option('--no-follow', 'do not scroll to the answer that is being written')
    .option('--poll', 'look at the files again and again, where the system does not tell of changes')
    .option('--template <file>', 'the template that the reports fill in; may be given more than once', collect)
    .addHelpText('after', help)
    .action(async (paths: string[], options: WatchOptions) => {
      await runCommand((context) => watch(paths, options, context), 'Interrupted.');
    });
}

const help = `
The site is not written: \`report html\` does that. Ctrl-C ends it.

In containers, on network drives and under WSL the system may not tell of changes: \`--poll\` looks at the files several
times a second instead. On a network file system of Linux, and where the system lets no more be watched, that is done
without the option.

Exit status:
  0  ended by Ctrl-C
  2  wrong usage or configuration

Examples:
  report watch
  report watch reports/group-7 --open
  report watch --port 8080 --no-follow
  report watch --poll`;

/** Whether nobody else can see the pages: an address of a file would tell them of this machine, and lead nowhere. */
function isThisMachine(host = 'localhost'): boolean {
  return /^(?:localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/i.test(host);
}

function parsePort(value: string): number {
  const port = Number(value);
  if (/^\d{1,5}$/.test(value) && port <= 65_535) return port;
  throw new InvalidArgumentError('It takes a number from 0 to 65535; 0 is any free one.');
}

/** A running preview and its options. */
interface Running {
  readonly preview: Preview;
  readonly server: PreviewServer;
  readonly status: WatchStatus;
  readonly options: WatchOptions;
}

async function watch(paths: readonly string[], options: WatchOptions, context: CommandContext): Promise<number> {
  const start = performance.now();
  const elapsed = (): number => performance.now() - start;
  const [{ openPreview }, { startServer }, { createWatcher }, { packageAssets }] = await Promise.all([
    import('../pipeline/preview/open-preview.js'),
    import('../server/server.js'),
    import('../watch-files/watch-files.js'),
    import('../config/package-files.js'),
  ]);
  const { signal, stderr } = context;
  const { hooks, clear } = showProgress(context, elapsed);
  const root = process.cwd();
  const flags: Flags = { paths, ...(options.template ? { template: options.template } : {}) };
  const opening = openPreview({ root, flags, hooks, editor: isThisMachine(options.host) });
  const { preview, first } = await opening.finally(clear);
  const script = await readFile(path.join(packageAssets[0] ?? '', 'live.js'), 'utf8');
  const server = await startServer({ files: preview, script, host: options.host, port: options.port });
  const status = createWatchStatus({
    terminal: { ...stderr, rows: process.stderr.rows || 24 },
    write: (text) => process.stderr.write(text),
    time: () => new Date().toLocaleTimeString('en-GB'),
  });
  const running: Running = { preview, server, status, options };
  const watcher: FileWatcher = createWatcher({
    root,
    poll: options.poll ?? false,
    onBatch: async (changed) => {
      if (await follow(changed, running)) await watchAgain();
    },
    onNote: (message, advice) => console.error(`${printable(message)}\n${printable(advice)}`),
  });
  let targets: readonly string[] = [];
  const watchAgain = async (): Promise<void> => {
    const watched = await preview.watched();
    const added = watched.targets.filter((target) => !targets.includes(target));
    targets = watched.targets;
    await watcher.watch(watched);
    // What changed between the build and the start of watching was reported to nobody.
    if (added.length > 0 && (await follow(new Set(added), running))) await watchAgain();
  };
  const watched = await preview.watched();
  targets = watched.targets;
  await watcher.watch(watched);
  process.stdout.write(`${server.url}\n`);
  tell(running, first, elapsed());
  if (options.open) await openInBrowser(server.url);
  await aborted(signal);
  watcher.close();
  await server.close();
  // An encoder or a download in progress would keep the process alive; no file can be left half written.
  process.exit(exitStatus.done);
}

/** Brings the preview up to date. Returns whether the files to watch have changed. */
async function follow(changed: ReadonlySet<string>, running: Running): Promise<boolean> {
  const start = performance.now();
  running.server.broadcast({ kind: 'building' });
  const update = await running.preview.update(changed);
  tell(running, update, performance.now() - start);
  return update.rewatch;
}

function tell({ server, status, options }: Running, update: Update, milliseconds: number): void {
  const { edited, standings, faults } = update;
  server.broadcast({ kind: 'built', edited: options.follow ? edited : null, standings, faults });
  status.show(update, milliseconds);
}

async function openInBrowser(url: string): Promise<void> {
  const { default: open } = await import('open');
  await open(url).catch(() => console.error('No browser could be opened.'));
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
