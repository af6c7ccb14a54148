import { statSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { cacheFolderOf } from '../../config/cache-folder.js';
import { configNames } from '../../config/config-names.js';
import { type LoadedConfig, loadConfig } from '../../config/load.js';
import { generator } from '../../config/package-files.js';
import { readChecked, writeChecked } from '../../store/checked-file.js';
import { clockResolution, compareStamps, type Stamps, stampPaths } from '../../store/stamps.js';

/** A configuration as it was evaluated. */
interface KnownConfig {
  readonly platform: string;
  readonly stamps: Stamps;
  readonly loaded: LoadedConfig;
}

const platform = `${generator} ${process.version}`;

/**
 * Loads the configuration of a folder. One that files alone determine, and that holds nothing but data, is not evaluated
 * again while these files are the same: the compiler and the validator take longer than a small course.
 *
 * @throws UserError as `loadConfig` does
 */
export async function loadKnownConfig(root: string): Promise<LoadedConfig> {
  const file = path.join(cacheFolderOf(root), 'config-v1.json');
  const known = readChecked(file) as KnownConfig | undefined;
  if (known?.platform === platform && isSame(known)) return known.loaded;
  const started = Date.now();
  const loaded = await loadConfig(root);
  const { sources } = loaded;
  if (loaded.path !== undefined && sources && areSettled(sources, started) && isData(loaded.user)) {
    const paths = [...sources, ...configNames.map((name) => path.join(root, name))];
    writeChecked(file, { platform, stamps: stampPaths(paths), loaded } satisfies KnownConfig);
  }
  return loaded;
}

/** The stamp of an existing file cannot be forged in advance, so a record that was checked in with a course is ignored. */
function isSame({ stamps, loaded: { path: file = '' } }: KnownConfig): boolean {
  return Boolean(stamps[file]) && compareStamps(stamps) !== undefined;
}

/**
 * Whether files were last changed so long before they were evaluated that what was evaluated is what their stamps stand
 * for: which files a configuration imports is known only after that, when one of them may have changed again.
 */
function areSettled(files: readonly string[], evaluated: number): boolean {
  return files.every((file) => {
    const stats = statSync(file, { throwIfNoEntry: false });
    return stats !== undefined && Math.max(stats.ctimeMs, stats.mtimeMs) < evaluated - clockResolution.coarse;
  });
}

function isData(value: unknown): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(value)), value);
}
