import type { Config, Flags } from '../config/config.js';
import type { UserConfig } from '../config/define-config.js';
import type { LoadedConfig } from '../config/load.js';
import type { Progress } from '../model/progress.js';

/** What every function takes. All of it is optional. */
export interface CommonOptions {
  /**
   * The folder that paths are relative to and that the configuration is looked for in.
   * @default process.cwd()
   */
  readonly cwd?: string;
  /** The configuration itself; then no file is read. */
  readonly config?: UserConfig;
  /** Report folders or globs, instead of `reports` in the configuration. */
  readonly paths?: readonly string[];
  /** Templates that the reports fill in, instead of `template` in the configuration. */
  readonly template?: string | readonly string[];
  /** Aborted: the promise rejects with the signal's reason, and nothing is half written. */
  readonly signal?: AbortSignal;
  /** Hears how far the run is, often. */
  readonly onProgress?: (progress: Progress) => void;
}

/** Resolves options as the command line resolves its flags. */
export async function settle(options: CommonOptions, flags: Flags = {}): Promise<Config> {
  const { resolveConfig } = await import('../config/resolve.js');
  const root = options.cwd ?? process.cwd();
  const { paths, template } = options;
  return resolveConfig({
    root,
    loaded: await loaded(root, options.config),
    flags: {
      ...flags,
      ...(paths ? { paths } : {}),
      ...(template === undefined ? {} : { template: typeof template === 'string' ? [template] : template }),
    },
  });
}

async function loaded(root: string, config: UserConfig | undefined): Promise<LoadedConfig> {
  if (config === undefined) return (await import('../config/load.js')).loadConfig(root);
  const { parseUserConfig } = await import('../config/schema-problems.js');
  const { config: user, problems } = parseUserConfig(config);
  if (user) return { user };
  const { UserError } = await import('../model/user-error.js');
  throw new UserError(`The configuration is not valid:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
}

/** What the pipeline is told about the run. */
export function hooksOf({ signal, onProgress }: CommonOptions): {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
} {
  return { signal: signal ?? new AbortController().signal, onProgress: onProgress ?? (() => undefined) };
}
