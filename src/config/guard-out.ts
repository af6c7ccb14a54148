import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, parse, relative, sep } from 'node:path';
import { UserError } from '../model/user-error.js';
import type { Config } from './config.js';

/** A path that the site must not replace. */
interface Guarded {
  readonly what: string;
  readonly path: string;
}

/**
 * Refuses an output folder that is the file system's root, the home folder or the project, or that holds, equals or
 * lies in something the build reads. Links are followed before paths are compared. `reportFolders` are the absolute
 * paths of the reports found; none while they are not known.
 *
 * @throws UserError with the paths concerned
 */
export function guardOut(
  config: Pick<Config, 'root' | 'configFile' | 'templates' | 'out' | 'layouts' | 'assets' | 'cacheFolder'>,
  reportFolders: readonly string[],
): void {
  const out = realPath(config.out);
  const refuse = (relation: string, { what, path }: Guarded): never => {
    throw new UserError(
      `The output folder would replace files that are not the site's: ${config.out} ${relation} ${what}${path === config.out ? '' : `, ${path}`}.`,
      'Choose a folder of its own with `--out` or `out` in the configuration, such as `../site`.',
    );
  };

  if (out === parse(out).root) refuse('is', { what: 'the root of the file system', path: config.out });
  for (const guarded of foldersAbove(config))
    if (contains(out, realPath(guarded.path))) refuse(relationOf(out, guarded), guarded);
  for (const guarded of inputs(config, reportFolders)) {
    const path = realPath(guarded.path);
    if (contains(out, path)) refuse(relationOf(out, guarded), guarded);
    if (contains(path, out)) refuse('lies in', guarded);
  }
}

/** Folders that may contain the site but must not be replaced by it. */
function foldersAbove(config: Pick<Config, 'root'>): readonly Guarded[] {
  return [
    { what: 'the home folder', path: homedir() },
    { what: "the project's folder", path: config.root },
  ];
}

function inputs(config: Parameters<typeof guardOut>[0], reportFolders: readonly string[]): readonly Guarded[] {
  return [
    ...(config.configFile === null ? [] : [{ what: 'the configuration', path: config.configFile }]),
    ...reportFolders.map((path) => ({ what: 'a report', path })),
    ...config.templates.map((path) => ({ what: 'a template', path })),
    { what: 'the folder of layouts', path: config.layouts },
    { what: 'the folder of assets', path: config.assets },
    { what: 'the cache', path: config.cacheFolder },
  ];
}

function relationOf(out: string, guarded: Guarded): string {
  return out === realPath(guarded.path) ? 'is' : 'holds';
}

/** Whether `inner` is `outer` or lies in it. */
export function contains(outer: string, inner: string): boolean {
  const way = relative(outer, inner);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && parse(way).root === '');
}

/** The path with links resolved and the case of its letters as on disk, as far as it exists. */
export function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realPath(parent), basename(path));
  }
}
