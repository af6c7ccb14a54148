import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UserError } from '../model/user-error.js';
import { configNames } from './config-names.js';
import { sourcesOf } from './config-sources.js';
import { defineConfig, type UserConfig } from './define-config.js';

/** A configuration as written, and the file it came from if there is one. */
export interface LoadedConfig {
  /** Absolute path. */
  readonly path?: string;
  readonly user: UserConfig;
  /**
   * Absolute paths of the files that alone determine it, itself among them. Absent where something else may: a package, the
   * environment, the time; and where it holds a function, of which nobody can say whether it is the same.
   */
  readonly sources?: readonly string[];
}

/**
 * Loads the configuration of a folder: `build.config.ts`, or `.mts`, `.js`, `.mjs`. Does not look in parent folders;
 * without a file the configuration is empty. Nothing is cached between calls.
 *
 * @throws UserError when there are two files, or when the file does not load (the message names the line) or is not
 * valid (it lists every problem)
 */
export async function loadConfig(folder: string): Promise<LoadedConfig> {
  const path = findConfig(folder);
  if (!path) return { user: {}, sources: [] };
  // The validator and the loader take longer to load than a small course to check.
  const { parseUserConfig } = await import('./schema-problems.js');
  const transformed = new Map<string, string>();
  const { config, problems } = parseUserConfig(await importDefault(path, transformed));
  const sources = config?.markdown || !transformed.has(path) ? undefined : sourcesOf(transformed);
  if (config) return { path, user: config, ...(sources ? { sources } : {}) };
  throw new UserError(
    `${basename(path)} is not valid:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    'Correct the fields named above. The README lists every field under "Configuration".',
  );
}

function findConfig(folder: string): string | undefined {
  const [first, second] = configNames.filter((name) => existsSync(join(folder, name)));
  if (first && second) {
    throw new UserError(
      `There are two configurations, ${first} and ${second}, in ${folder}.`,
      'Keep one of them and remove the other.',
    );
  }
  return first && join(folder, first);
}

/** @param transformed Gets the source of each file that is compiled, by its path. */
async function importDefault(path: string, transformed: Map<string, string>): Promise<unknown> {
  const { createJiti } = await import('jiti');
  const url = pathToFileURL(path).href;
  const compiler = createJiti(url, { fsCache: false, interopDefault: false });
  const jiti = createJiti(url, {
    transform: (options) => {
      if (options.filename !== undefined) transformed.set(options.filename, options.source);
      return { code: compiler.transform(options) };
    },
    // A configuration imports `handin` without having it installed beside itself: when run through npx, for one.
    virtualModules: { handin: { defineConfig } },
    // A build writes into its output and its cache only, and a changed file counts at once.
    fsCache: false,
    moduleCache: false,
    interopDefault: false,
  });
  let loaded: unknown;
  try {
    // `import` would leave ECMAScript modules to Node, which evaluates each once in a process.
    loaded = await jiti.evalModule(await readFile(path, 'utf8'), {
      id: path,
      filename: path,
      ext: extname(path),
      async: true,
      forceTranspile: true,
    });
  } catch (error) {
    throw await explainLoadFailure(path, error);
  }
  if (typeof loaded === 'object' && loaded !== null && 'default' in loaded) return loaded.default;
  throw new UserError(
    `${basename(path)} has no default export.`,
    'Write `export default defineConfig({ … })` with `defineConfig` from `handin`.',
  );
}

/** Names the line of a syntax error, or of the configuration in the stack of an error that it threw. */
async function explainLoadFailure(path: string, error: unknown): Promise<UserError> {
  const message = error instanceof Error ? error.message : String(error);
  const source = await readFile(path, 'utf8');
  const line = findLine(path, source, error instanceof Error ? `${message}\n${error.stack}` : '');
  const reason = (message.split('\n')[0] ?? '').replace(/^ParseError: /, '').trim();
  const kind = error instanceof Error && error.name !== 'Error' ? `${error.name}: ` : '';
  const place = line === undefined ? basename(path) : `${basename(path)}:${line}`;
  const code = line === undefined ? '' : `\n  ${line} | ${source.split('\n')[line - 1]?.trimEnd()}`;
  return new UserError(
    `${place} does not load: ${kind}${reason}${code}`,
    'Correct the file and run the command again.',
  );
}

/** Only the line: columns refer to the compiled code. */
function findLine(path: string, source: string, trace: string): number | undefined {
  for (const name of [pathToFileURL(path).href, path]) {
    const start = trace.indexOf(`${name}:`);
    const line = /^:(\d+):\d+/.exec(start < 0 ? '' : trace.slice(start + name.length))?.[1];
    if (line) return Number(line);
  }
  const [, missing] = /^Cannot find (?:module|package) '([^']+)'/.exec(trace) ?? [];
  const index = missing ? source.split('\n').findIndex((text) => text.includes(missing)) : -1;
  return index < 0 ? undefined : index + 1;
}
