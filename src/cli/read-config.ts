import type { Config, Flags } from '../config/config.js';
import { loadConfig } from '../config/load.js';
import { resolveConfig } from '../config/resolve.js';
import { loadKnownConfig } from '../pipeline/incremental/known-config.js';

/** Reads the configuration of the current folder. Flags override its fields; without the cache it is evaluated anew. */
export async function readConfig(flags: Flags): Promise<Config> {
  const root = process.cwd();
  return resolveConfig({ root, loaded: await (flags.cache === false ? loadConfig : loadKnownConfig)(root), flags });
}
