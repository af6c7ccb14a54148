import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { findFigures } from './plan-figures.mjs';

/** @import { Fact } from './run.mjs' */

/**
 * Bytes of all files in a folder.
 *
 * @param {string} folder
 */
export function bytesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

/** @param {number} bytes */
export function inMegabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/**
 * What a page loads of its figures, and all files of them, against their sources.
 *
 * @param {string} course
 * @param {string} name
 * @returns {readonly Fact[]}
 */
export function figureBytes(course, name) {
  let [figures, sources, shown, all] = [0, 0, 0, 0];
  for (const group of readdirSync(join(course, 'reports')))
    for (const { source, files } of findFigures(
      join(course, 'reports', group),
      join(course, 'site', group, 'figures'),
    )) {
      const [narrowest = 0, ...wider] = files.map((file) => statSync(file).size);
      figures += 1;
      sources += statSync(source).size;
      shown += narrowest;
      all += wider.reduce((sum, size) => sum + size, narrowest);
    }
  return [
    {
      name: `${name}: figures at page width / sources`,
      value: shown / sources,
      text: `${(shown / sources).toFixed(3)} (${inMegabytes(shown)} / ${inMegabytes(sources)}, ${figures} figures)`,
    },
    {
      name: `${name}: figures at all widths / sources`,
      value: all / sources,
      text: `${(all / sources).toFixed(3)} (${inMegabytes(all)})`,
    },
  ];
}

/**
 * The bytes of one site against those of another.
 *
 * @param {string} name
 * @param {string} site
 * @param {string} other
 * @returns {Fact}
 */
export function compareBytes(name, site, other) {
  const [mine, others] = [bytesOf(site), bytesOf(other)];
  return {
    name,
    value: mine / others,
    text: `${(mine / others).toFixed(2)} (${inMegabytes(mine)} / ${inMegabytes(others)})`,
  };
}
