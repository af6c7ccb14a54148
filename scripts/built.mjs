// Remembers from what `dist` was built, so that it need not be built again.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** What a build reads. Which packages it uses is told by the lock file. */
const sources = {
  folders: ['assets', 'layouts', 'scripts', 'src'],
  files: ['package.json', 'package-lock.json', 'tsconfig.json'],
};

/**
 * Whether `dist` was built from the sources as they are now, and not changed since.
 *
 * @param {string} root The package.
 */
export function isBuilt(root) {
  try {
    return readFileSync(recordOf(root), 'utf8') === recordText(root, digestOfSources(root));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return false;
    throw error;
  }
}

/**
 * Records what `dist` was built from.
 *
 * @param {string} root The package.
 * @param {string} digest That of the sources before they were read: they may have changed during the build.
 */
export function recordBuilt(root, digest) {
  mkdirSync(dirname(recordOf(root)), { recursive: true });
  writeFileSync(recordOf(root), recordText(root, digest));
}

/**
 * The SHA-256 of everything that a build reads.
 *
 * @param {string} root The package.
 */
export function digestOfSources(root) {
  return digestOf(root, [...sources.files, ...sources.folders.flatMap((folder) => filesIn(root, folder))]);
}

/**
 * @param {string} root
 * @param {string} digest That of the sources.
 */
function recordText(root, digest) {
  return `${digest} ${digestOf(root, filesIn(root, 'dist'))}\n`;
}

/**
 * Path of the record. It is in `node_modules`, so that a fresh installation removes it.
 *
 * @param {string} root
 */
function recordOf(root) {
  return join(root, 'node_modules', '.cache', 'handin', 'built.txt');
}

/**
 * @param {string} root
 * @param {readonly string[]} paths
 */
function digestOf(root, paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    const bytes = readFileSync(join(root, path));
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {readonly string[]} the paths of all files in it, in a fixed order
 */
function filesIn(root, folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}
