import type { Config, Flags } from '../config/config.js';
import { resolveConfig } from '../config/resolve.js';
import { loadKnownConfig } from '../pipeline/incremental/known-config.js';

/**
 * Reads the configuration of the current folder. Flags override its fields.
 *
 * @param remember Whether the command may write to the cache, so that the next one need not evaluate it again.
 */
export async function readConfig(flags: Flags, remember = false): Promise<Config> {
  const root = process.cwd();
  return resolveConfig({ root, loaded: await loadKnownConfig(root, { remember }), flags });
}
