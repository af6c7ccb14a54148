// Bundles the scripts of the pages with esbuild.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { build } from 'esbuild';
import { fontPackages } from './bundle-fonts.mjs';

/**
 * Bundles and minifies the scripts of the pages with the packages that they use. Scripts directly in `assets/client` are
 * entries; what they share lies in folders below.
 *
 * @param {string} assets The package's folder of assets.
 * @param {string} target Folder for the files.
 * Returns the files by path, among them `LICENSES.txt` with the licences of the packages in the scripts and of the fonts.
 */
export async function bundleClient(assets, target) {
  const client = join(assets, 'client');
  const scripts = readdirSync(client).filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'));
  const { outputFiles, metafile } = await build({
    entryPoints: scripts.map((name) => join(client, name)),
    outdir: target,
    bundle: true,
    format: 'iife',
    minify: true,
    target: 'es2022',
    logLevel: 'warning',
    metafile: true,
    write: false,
  });
  const packagesOf = new Map(
    Object.entries(metafile.outputs).map(([file, { inputs }]) => [resolve(file), packageFolders(Object.keys(inputs))]),
  );
  /** @type {Map<string, string>} */
  const files = new Map();
  for (const { path, text } of outputFiles) {
    const notices = (packagesOf.get(path) ?? []).map((folder) => `${noticeOf(folder)}\n`);
    files.set(path, notices.join('') + text);
  }
  const fonts = fontPackages.map((folder) => join(assets, '..', folder));
  files.set(join(target, 'LICENSES.txt'), licencesOf([...new Set([...packagesOf.values()].flat()), ...fonts].sort()));
  return { files, metafile };
}

/** @typedef {{ name: string, version: string, license: string, homepage?: string, repository?: string | { url: string } }} Manifest */

/**
 * The comment at the start of a script that holds code of a package. It stays in every page that the script is put into.
 *
 * @param {string} folder
 */
function noticeOf(folder) {
  const { name, version, license, repository } = readManifest(folder);
  const copyright = /^copyright .*$/im.exec(readLicence(folder))?.[0];
  const url = (typeof repository === 'string' ? repository : repository?.url)?.replace(/^git\+|\.git$/g, '');
  return `/*! ${[`${name} ${version}`, license, copyright, url].filter(Boolean).join(', ')} */`;
}

/** @param {readonly string[]} folders */
function licencesOf(folders) {
  const parts = folders.map((folder) => {
    const { name, version } = readManifest(folder);
    return `${name} ${version}\n\n${readLicence(folder).trim()}\n`;
  });
  return `Parts of these packages are in the scripts and style sheets of this folder.\n\n${parts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

/**
 * @param {string} folder
 * @returns {Manifest}
 */
function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/** @param {string} folder */
function readLicence(folder) {
  const file = readdirSync(folder).find((name) => /^(?:un)?licen[cs]e/i.test(name));
  if (!file) throw new Error(`${folder} comes without the licence that has to be passed on with it.`);
  return readFileSync(join(folder, file), 'utf8');
}

/** @param {readonly string[]} files Inputs of a bundle. */
function packageFolders(files) {
  const marker = `${sep}node_modules${sep}`;
  const folders = files
    .map((file) => resolve(file))
    .filter((file) => file.includes(marker))
    .map((file) => {
      const end = file.lastIndexOf(marker) + marker.length;
      const parts = file.slice(end).split(sep);
      return file.slice(0, end) + parts.slice(0, parts[0]?.startsWith('@') ? 2 : 1).join(sep);
    });
  return [...new Set(folders)].sort();
}
