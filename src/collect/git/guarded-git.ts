import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { gitEnvironment } from '../../process/run-git.js';
import { captureGit, type GitOutput, streamGit } from '../../process/spawn-git.js';
import { CollectFailure } from '../limits.js';
import { findToken, type GitSetting } from './credentials.js';

/** A bare repository of our own that strangers' objects are fetched into. Nothing is ever checked out from it. */
export interface GuardedGit {
  /** Runs git to its end. */
  run(args: readonly string[], input?: string): Promise<GitOutput>;
  /** Yields what git prints. */
  stream(args: readonly string[], input?: string): AsyncGenerator<Buffer, string, undefined>;
  /** Fetches from the address within the limit on bytes. */
  fetch(wanted: Fetch): Promise<void>;
}

/** What git says before it fetches everything from a server that knows no filters. */
export const cannotFilter = /filtering not recognized by server/;

/** What is fetched. */
export interface Fetch {
  /** Names of objects, or `refspec`s. */
  readonly refs: readonly string[];
  /** A filter for `--filter`. A server that cannot leave objects out fails with a message that `cannotFilter` matches. */
  readonly filter?: string;
  /** Most commits in a row. */
  readonly depth?: number;
}

/** What a repository is opened for. */
export interface GuardedInput {
  /** A folder that exists and is empty. */
  readonly folder: string;
  readonly address: string;
  readonly objectFormat: 'sha1' | 'sha256';
  readonly signal: AbortSignal;
  readonly maxBytes: number;
}

/**
 * Settings for every run. They take precedence over those of the user and the system, of which only the ones about
 * connections and credentials matter: there is no hook, filter or attribute to apply, and no configuration of the
 * fetched repository is ever read.
 */
const settings: readonly GitSetting[] = Object.entries({
  'blame.ignoreRevsFile': '',
  'core.alternateRefsCommand': '',
  'core.attributesFile': devNull,
  // Larger objects are streamed instead of held in memory.
  'core.bigFileThreshold': '8m',
  'core.fsmonitor': 'false',
  'core.hooksPath': devNull,
  'credential.interactive': 'false',
  'fetch.fsckObjects': 'false',
  'fetch.recurseSubmodules': 'false',
  // Packs grow in one file, whose size is watched.
  'fetch.unpackLimit': '1',
  'fetch.writeCommitGraph': 'false',
  'gc.auto': '0',
  'http.lowSpeedLimit': '100',
  'http.lowSpeedTime': '60',
  'mailmap.blob': '',
  'mailmap.file': '',
  'maintenance.auto': 'false',
  'protocol.version': '2',
  'submodule.recurse': 'false',
  'transfer.bundleURI': 'false',
  'transfer.unpackLimit': '1',
}).map(([name, value]) => ({ name, value }));

/** Bytes of output of one command: the history of a large repository, and some. */
const maxOutput = 64_000_000;

/** Bytes of memory of one command: to unpack half a gigabyte, and to list the branches of a repository with a million. */
const maxMemory = 1_000_000_000;
const maxListingMemory = 250_000_000;

/** Creates a bare repository for one address. */
export async function openGuardedGit(input: GuardedInput): Promise<GuardedGit> {
  const { folder, address, signal, maxBytes, objectFormat } = input;
  const env = environment();
  const token = findToken(address, process.env);
  const options = [...settings, ...(token ? [token.setting] : [])].flatMap(({ name, value }) => [
    '-c',
    `${name}=${value}`,
  ]);
  const open = (args: readonly string[], text?: string): Parameters<typeof streamGit>[0] => ({
    folder,
    env,
    signal,
    args: [...options, ...args],
    maxMemory: args.includes('ls-remote') ? maxListingMemory : maxMemory,
    ...(text === undefined ? {} : { input: text }),
  });
  const config = objectFormat === 'sha1' ? plainConfig : sha256Config;
  // What `git init` does, without a process for it.
  for (const name of ['objects/pack', 'refs']) await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, 'HEAD'), 'ref: refs/heads/main\n');
  await writeFile(join(folder, 'config'), config);
  const run: GuardedGit['run'] = (args, text) => captureGit(open(['--git-dir=.', ...args], text), maxOutput);
  return {
    run,
    stream: (args, text) => streamGit(open(['--git-dir=.', ...args], text)),
    fetch: async ({ refs, filter, depth }) => {
      const args = [
        'fetch',
        '--quiet',
        '--no-tags',
        '--no-write-fetch-head',
        '--no-recurse-submodules',
        '--no-auto-gc',
      ];
      const less = [
        ...(filter === undefined ? [] : [`--filter=${filter}`]),
        ...(depth === undefined ? [] : [`--depth=${depth}`]),
      ];
      // Git must not announce commits whose objects were filtered; when it deepens a history, those announced are not sent again.
      const negotiation = `fetch.negotiationAlgorithm=${depth === undefined ? 'noop' : 'consecutive'}`;
      const command = ['--git-dir=.', '-c', negotiation, ...args, ...less, '--stdin', address];
      const stopAt = filter === undefined ? {} : { stopAt: cannotFilter };
      try {
        await withByteLimit({ folder, maxBytes, signal }, (limited) =>
          captureGit({ ...open(command, `${refs.join('\n')}\n`), ...stopAt, signal: limited }, maxOutput),
        );
      } finally {
        // A filter makes git remember where to get what is missing, and it would do so whenever it meets a missing object.
        await writeFile(join(folder, 'config'), config);
      }
    },
  };
}

const plainConfig = '[core]\n\trepositoryformatversion = 0\n\tbare = true\n';
const sha256Config = '[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectformat = sha256\n';

function environment(): NodeJS.ProcessEnv {
  const user = gitEnvironment();
  const allowed = user.GIT_ALLOW_PROTOCOL?.split(':');
  const protocols = ['https', 'http', 'ssh', 'git'].filter((name) => allowed?.includes(name) ?? true);
  // Files only where the user says so; programs (`ext`) never.
  if (allowed?.includes('file')) protocols.push('file');
  return {
    ...user,
    // Messages are compared.
    LC_ALL: 'C',
    LANGUAGE: '',
    GCM_INTERACTIVE: 'never',
    // An object that claims to be larger ends git instead of the machine.
    GIT_ALLOC_LIMIT: '536870912',
    GIT_ALLOW_PROTOCOL: protocols.join(':'),
    GIT_ASKPASS: '',
    GIT_NO_LAZY_FETCH: '1',
    GIT_TERMINAL_PROMPT: '0',
    SSH_ASKPASS: '',
    SSH_ASKPASS_REQUIRE: 'never',
  };
}

interface ByteLimit {
  readonly folder: string;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** Git has no limit of its own on what it receives, so the size of its packs is watched. */
async function withByteLimit<Result>(
  { folder, maxBytes, signal }: ByteLimit,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const stop = (): void => controller.abort(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const timer = setInterval(() => {
    void packBytes(folder).then((bytes) => {
      if (bytes > maxBytes) controller.abort(tooLarge(maxBytes));
    });
  }, 100);
  try {
    const result = await work(controller.signal);
    if ((await packBytes(folder)) > maxBytes) throw tooLarge(maxBytes);
    return result;
  } finally {
    clearInterval(timer);
    signal.removeEventListener('abort', stop);
  }
}

function tooLarge(maxBytes: number): CollectFailure {
  return new CollectFailure(`the server sends more than ${Math.round(maxBytes / 1e6)} MB`);
}

async function packBytes(folder: string): Promise<number> {
  const packs = join(folder, 'objects', 'pack');
  let bytes = 0;
  for (const name of await readdir(packs).catch(() => []))
    bytes += (await stat(join(packs, name)).catch(() => undefined))?.size ?? 0;
  return bytes;
}
