import type { Config, Flags } from '../config/config.js';

/** The configuration of the current folder, flags over it. What reads it is imported only now. */
export async function readConfig(flags: Flags): Promise<Config> {
  const [{ loadConfig }, { resolveConfig }] = await Promise.all([
    import('../config/load.js'),
    import('../config/resolve.js'),
  ]);
  const root = process.cwd();
  return resolveConfig({ root, loaded: await loadConfig(root), flags });
}
