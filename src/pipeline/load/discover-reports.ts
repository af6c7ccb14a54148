import * as fs from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import pLimit from 'p-limit';
import { UserError } from '../../model/user-error.js';
import { isOwnManifest } from '../../site/own-manifest.js';
import { sortNaturally } from './natural-order.js';
import { slugsFor } from './slugs.js';

/** A folder that is, or should be, a report. */
export interface ReportFolder {
  /** Absolute. */
  readonly folder: string;
  /** The README's name as on disk; absent when the folder has none. */
  readonly readme?: string;
  /** The folder's name. */
  readonly group: string;
  readonly slug: string;
  /** The group is on the roster, and there is no such folder. */
  readonly absent?: true;
}

/** Is told each path that discovery looked at: while these are what they were, it finds the same. */
export type OnLook = (path: string) => void;

/**
 * Finds report folders: folders named or matched by a pattern, README files themselves, and folders of report folders.
 *
 * @param patterns Paths and globs, relative to `root` or absolute.
 * @throws UserError when a path does not exist, or when there is no report at all.
 */
export async function discoverReports(
  patterns: readonly string[],
  root: string,
  onLook: OnLook = () => undefined,
): Promise<readonly ReportFolder[]> {
  const found = new Map<string, string | undefined>();
  for (const pattern of patterns) {
    onLook(path.resolve(root, pattern));
    for (const [folder, readme] of (await isPattern(pattern, root))
      ? await matching(pattern, root, onLook)
      : await named(pattern, root, onLook))
      found.set(folder, readme);
  }
  if (found.size === 0) {
    throw new UserError(
      `There is no report at ${patterns.map((pattern) => `“${pattern}”`).join(', ')}.`,
      'A report is a folder with a README.md. Name such folders, or set `reports` in build.config.ts.',
    );
  }
  const folders = sortNaturally(found.keys(), (folder) => [path.basename(folder), folder]);
  const slugs = slugsFor(folders);
  return folders.map((folder, index) => {
    const readme = found.get(folder);
    return {
      folder,
      group: path.basename(folder),
      slug: slugs[index] ?? '',
      ...(readme === undefined ? {} : { readme }),
    };
  });
}

type Found = readonly (readonly [folder: string, readme: string | undefined])[];

async function named(name: string, root: string, onLook: OnLook): Promise<Found> {
  const target = path.resolve(root, name);
  const stats = await stat(target).catch(() => undefined);
  if (!stats)
    throw new UserError(`There is no file or folder “${name}”.`, 'Name report folders: folders with a README.md.');
  if (stats.isFile()) return isReadme(path.basename(target)) ? [[path.dirname(target), path.basename(target)]] : [];
  const readme = await readmeIn(target, onLook);
  if (readme !== undefined) return [[target, readme]];
  const children = await childReports(target, onLook);
  // A folder named on the command line is meant to be a report: one without a README is reported as such.
  return children.length > 0 ? children : [[target, undefined]];
}

/**
 * Whether a path is a glob: a path that exists is none, whatever characters its names have. The library is slow to load, so
 * it is asked only about paths with special characters.
 */
export async function isPattern(name: string, root: string): Promise<boolean> {
  if (!/[*?[\](){}!+@\\]/.test(name) || fs.existsSync(path.resolve(root, name))) return false;
  const { default: glob } = await import('fast-glob');
  return glob.isDynamicPattern(toPosix(name));
}

async function matching(pattern: string, root: string, onLook: OnLook): Promise<Found> {
  const { default: glob } = await import('fast-glob');
  const matches = await glob(toPosix(pattern), {
    cwd: root,
    onlyFiles: false,
    markDirectories: true,
    absolute: true,
    ignore: ['**/node_modules/**'],
    suppressErrors: true,
    fs: {
      readdir: ((
        folder: string,
        options: { withFileTypes: true },
        done: (error: Error | null, entries: fs.Dirent[]) => void,
      ) => {
        onLook(folder);
        fs.readdir(folder, options, done);
      }) as typeof fs.readdir,
    },
  });
  const folders = matches.filter((match) => match.endsWith('/')).map((match) => path.normalize(match.slice(0, -1)));
  // `reports/*` also matches the README beside the groups' folders; only a pattern for READMEs means it.
  const named = /\.md$/i.test(pattern) ? matches.filter((match) => isReadme(path.basename(match))) : [];
  const files = named.map((match) => [path.dirname(match), path.basename(match)] as const);
  const reports = await readmesIn(folders, onLook);
  // `reports/*` in a group's own repository: `reports` itself is the report, and what it matches are its figures.
  const parent = /^(.*[^*])\/\*\/?$/.exec(toPosix(pattern))?.[1];
  if (parent !== undefined && !(await isPattern(parent, root)) && reports.every(([, readme]) => readme === undefined)) {
    const folder = path.resolve(root, parent);
    const readme = await readmeIn(folder, onLook);
    if (readme !== undefined) return [[folder, readme]];
  }
  return [...files, ...reports];
}

async function childReports(folder: string, onLook: OnLook): Promise<Found> {
  const entries = await readdir(folder, { withFileTypes: true });
  const folders = entries
    .filter((entry) => !entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => path.join(folder, entry.name));
  const reports = await readmesIn(folders, onLook);
  return reports.filter(([, readme]) => readme !== undefined);
}

/** Folders looked into at once: ten thousand would take more memory than all else that a check keeps of them. */
const foldersAtOnce = 32;

/** The READMEs of folders, but for built sites: one may lie beside the reports. */
async function readmesIn(folders: readonly string[], onLook: OnLook): Promise<Found> {
  const found = await pLimit(foldersAtOnce).map(folders, async (folder) =>
    (await isBuiltSite(folder, onLook)) ? [] : [[folder, await readmeIn(folder, onLook)] as const],
  );
  return found.flat();
}

async function isBuiltSite(folder: string, onLook: OnLook): Promise<boolean> {
  const file = path.join(folder, 'manifest.json');
  onLook(file);
  return isOwnManifest(file).catch(() => false);
}

/** The README of a folder, in any letter case. Whether it is a regular file is checked when it is read. */
async function readmeIn(folder: string, onLook: OnLook): Promise<string | undefined> {
  onLook(folder);
  const names: readonly string[] = await readdir(folder).catch(() => []);
  return names.includes('README.md') ? 'README.md' : names.filter(isReadme).sort()[0];
}

function isReadme(name: string): boolean {
  return name.toLowerCase() === 'readme.md';
}

function toPosix(name: string): string {
  return path.sep === '\\' ? name.replaceAll('\\', '/') : name;
}
