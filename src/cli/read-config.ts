import type { Config, Flags } from '../config/config.js';
import { loadConfig } from '../config/load.js';
import { resolveConfig } from '../config/resolve.js';

/** Reads the configuration of the current folder. Flags override its fields. */
export async function readConfig(flags: Flags): Promise<Config> {
  const root = process.cwd();
  return resolveConfig({ root, loaded: await loadConfig(root), flags });
}
