import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, listen, portOf } from '../support/ports.js';
import { type Run, runReport } from './run-report.js';

const exec = promisify(execFile);

/** A commit for `git fast-import`. */
export interface Commit {
  /** ISO 8601. */
  readonly at: string;
  readonly files?: Readonly<Record<string, string | Buffer>>;
  /** Symbolic links, submodules, and files whose blobs are there already, by mode. */
  readonly special?: Readonly<Record<string, { readonly mode: '120000' | '160000' | '100644'; readonly to: string }>>;
  readonly remove?: readonly string[];
  readonly branch?: string;
  /** Commits by their number, from 1; the one before by default. */
  readonly from?: number;
  readonly merge?: number;
  readonly author?: string;
  readonly message?: string;
}

export interface RepositoryOptions {
  /** Whether its server leaves objects out on request; true by default. */
  readonly filter?: boolean;
  readonly branch?: string;
  readonly objectFormat?: 'sha256';
}

/** A folder with servers and a roster. */
export interface Classroom {
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  /** Address of a repository on `git daemon`, and by smart HTTP. */
  daemon(name: string): string;
  http(name: string): string;
  /** Its address on a server that only gives out files. */
  files(name: string): string;
  /** Its address on a server that asks for the password `password`. */
  locked(name: string): string;
  /** Its address on a server that sends clients on to the locked one. */
  redirected(name: string): string;
  /** The `Authorization` headers that the locked and the redirecting server got since the last call. */
  authorizations(): readonly string[];
  /** Bytes that clients have received since the last call. */
  received(): number;
  /** Creates a bare repository from commits. */
  repository(name: string, commits: readonly Commit[], options?: RepositoryOptions): Promise<void>;
  git(name: string, ...args: readonly string[]): Promise<string>;
  /** Runs `report collect`. */
  collect(...args: readonly string[]): Promise<Run>;
  write(path: string, content: string | Buffer): Promise<string>;
  close(): Promise<void>;
}

/** Starts the servers. */
export async function openClassroom(): Promise<Classroom> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'handin-classroom-')));
  const at = (...names: readonly string[]): string => join(root, ...names);
  for (const name of ['home', 'temporary', 'srv', 'course']) await mkdir(at(name));
  const env = {
    HOME: at('home'),
    USERPROFILE: at('home'),
    XDG_CONFIG_HOME: at('home'),
    TMPDIR: at('temporary'),
    GIT_CONFIG_NOSYSTEM: '1',
    GITHUB_TOKEN: '',
    GH_TOKEN: '',
  };
  const daemonPort = await freePort();
  const daemon = spawn(
    'git',
    [
      'daemon',
      '--export-all',
      '--reuseaddr',
      '--listen=127.0.0.1',
      `--port=${daemonPort}`,
      `--base-path=${at('srv')}`,
      at('srv'),
    ],
    { stdio: 'ignore', detached: true },
  );
  await untilListening(daemonPort);
  let bytes = 0;
  const counted = await countingProxy(daemonPort, (count) => {
    bytes += count;
  });
  const web = createHttpServer((request, response) => serveGit(at('srv'), request, response));
  const webPort = await listen(web);
  const plain = createHttpServer((request, response) => {
    const file = createReadStream(join(at('srv'), new URL(request.url ?? '/', 'http://localhost').pathname));
    file.on('error', () => response.writeHead(404).end()).pipe(response);
  });
  await listen(plain);
  const authorizations: string[] = [];
  const note = ({ headers: { authorization } }: IncomingMessage): void => {
    if (authorization !== undefined) authorizations.push(Buffer.from(authorization.slice(6), 'base64').toString());
  };
  const lock = createHttpServer((request, response) => {
    note(request);
    if (/:password$/.test(authorizations.at(-1) ?? '') && request.headers.authorization !== undefined)
      serveGit(at('srv'), request, response);
    else response.writeHead(401, { 'www-authenticate': 'Basic realm="course"' }).end();
  });
  await listen(lock);
  const sign = createHttpServer((request, response) => {
    note(request);
    response.writeHead(302, { location: `http://127.0.0.1:${portOf(lock)}${request.url}` }).end();
  });
  await listen(sign);
  const countedWeb = await countingProxy(webPort, (count) => {
    bytes += count;
  });
  return {
    root: at('course'),
    env,
    daemon: (name) => `git://127.0.0.1:${portOf(counted)}/${name}.git`,
    http: (name) => `http://127.0.0.1:${portOf(countedWeb)}/${name}.git`,
    files: (name) => `http://127.0.0.1:${portOf(plain)}/${name}.git`,
    locked: (name) => `http://127.0.0.1:${portOf(lock)}/${name}.git`,
    redirected: (name) => `http://127.0.0.1:${portOf(sign)}/${name}.git`,
    authorizations: () => authorizations.splice(0),
    received: () => {
      const count = bytes;
      bytes = 0;
      return count;
    },
    repository: (name, commits, options) => createRepository(at('srv', `${name}.git`), commits, options),
    git: async (name, ...args) => (await exec('git', ['--git-dir', at('srv', `${name}.git`), ...args])).stdout.trim(),
    collect: (...args) => runReport(['collect', ...args], { cwd: at('course'), env }),
    write: async (path, content) => {
      await mkdir(dirname(at('course', path)), { recursive: true });
      await writeFile(at('course', path), content);
      return at('course', path);
    },
    close: async () => {
      killGroup(daemon);
      for (const server of [counted, countedWeb, web, plain, lock, sign]) server.close();
      await rm(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function killGroup(child: ChildProcess): void {
  if (child.pid !== undefined) process.kill(-child.pid);
}

/** Smart HTTP by git's own CGI program. */
function serveGit(folder: string, request: IncomingMessage, response: import('node:http').ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const child = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      PATH_INFO: url.pathname,
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: String(request.headers['content-encoding'] ?? ''),
      REMOTE_ADDR: '127.0.0.1',
    },
  });
  request.pipe(child.stdin);
  child.stdin.on('error', () => undefined);
  let head: Buffer | undefined = Buffer.alloc(0);
  child.stdout.on('data', (chunk: Buffer) => {
    if (!head) return void response.write(chunk);
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) return;
    for (const line of head.toString('latin1', 0, end).split('\r\n')) {
      const [name = '', value = ''] = line.split(/:\s*/, 2);
      if (name === 'Status') response.statusCode = Number(value.slice(0, 3));
      else response.setHeader(name, value);
    }
    response.write(head.subarray(end + 4));
    head = undefined;
  });
  child.stdout.on('end', () => response.end());
}

/** Creates a TCP proxy that counts the bytes of the server. */
async function countingProxy(port: number, onBytes: (count: number) => void): Promise<Server> {
  const proxy = createServer((client) => {
    const server = connect(port, '127.0.0.1');
    server.on('data', (chunk: Buffer) => onBytes(chunk.length));
    client.pipe(server).pipe(client);
    client.on('error', () => server.destroy());
    server.on('error', () => client.destroy());
  });
  await listen(proxy);
  return proxy;
}

async function untilListening(port: number): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('git daemon does not listen');
}

async function createRepository(
  folder: string,
  commits: readonly Commit[],
  { filter = true, branch = 'main', objectFormat }: RepositoryOptions = {},
): Promise<void> {
  // By hand: `git init` for each of 60 repositories takes seconds.
  for (const name of ['objects', 'refs/heads']) await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, 'HEAD'), `ref: refs/heads/${branch}\n`);
  await writeFile(
    join(folder, 'config'),
    `[core]\n\trepositoryformatversion = ${objectFormat ? 1 : 0}\n\tbare = true\n\tcompression = 0\n[uploadpack]\n\tallowFilter = ${filter}\n` +
      (objectFormat ? `[extensions]\n\tobjectFormat = ${objectFormat}\n` : ''),
  );
  if (commits.length === 0) return;
  const child = spawn('git', ['--git-dir', folder, 'fast-import', '--quiet', '--force'], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  for (const [index, commit] of commits.entries()) {
    const seconds = Math.floor(Date.parse(commit.at) / 1000);
    const author = commit.author ?? 'Ada <ada@one.example>';
    const message = commit.message ?? `Commit ${index + 1}`;
    child.stdin.write(`commit refs/heads/${commit.branch ?? branch}\nmark :${index + 1}\n`);
    child.stdin.write(`author ${author} ${seconds} +0000\ncommitter ${author} ${seconds} +0000\n`);
    child.stdin.write(`data ${Buffer.byteLength(message)}\n${message}\n`);
    if (commit.from !== undefined) child.stdin.write(`from :${commit.from}\n`);
    if (commit.merge !== undefined) child.stdin.write(`merge :${commit.merge}\n`);
    for (const path of commit.remove ?? []) child.stdin.write(`D ${path}\n`);
    for (const [path, content] of Object.entries(commit.files ?? {})) {
      const data = Buffer.from(content);
      const head = Buffer.from(`M 100644 inline ${JSON.stringify(path)}\ndata ${data.length}\n`);
      // There may be a million of them.
      if (!child.stdin.write(Buffer.concat([head, data, Buffer.from('\n')]))) await once(child.stdin, 'drain');
    }
    for (const [path, { mode, to }] of Object.entries(commit.special ?? {}))
      child.stdin.write(
        mode !== '120000'
          ? `M ${mode} ${to} ${path}\n`
          : `M 120000 inline ${path}\ndata ${Buffer.byteLength(to)}\n${to}\n`,
      );
  }
  child.stdin.end('done\n');
  const status = await new Promise((resolve) => child.on('close', resolve));
  if (status !== 0) throw new Error(`git fast-import: ${String(status)}`);
}
