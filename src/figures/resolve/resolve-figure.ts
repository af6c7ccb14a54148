import type { FigureTarget } from '../../model/figure.js';
import type { FigureFiles } from './file-index.js';
import { fold, leavesFolder, matchPath } from './file-index.js';
import { nearestPath } from './nearest-path.js';
import { resolveAddress } from './resolve-address.js';

/** One way of reading an address as a path. */
interface Reading {
  readonly path: string;
  /** Noun phrases for what this reading passes over. */
  readonly overlooked: readonly string[];
}

/** No file system has paths of more characters, and the work of being tolerant grows with the square of them. */
const longestPath = 4096;

/**
 * Finds what a figure's address means: a file of the report, a picture on the web, or nothing that may be shown.
 *
 * `tolerance` completes "… was found only because …", such as `the letter case was overlooked`. Percent-encoding,
 * `./` and a `..` that stays inside are ordinary addresses and need none.
 */
export function resolveFigure(href: string, files: FigureFiles): FigureTarget {
  // Browsers drop these from an address, so `java\nscript:` is a scheme to them.
  const address = trimControls(href.replace(/[\t\n\r]/g, ''));
  if (address === '' || address.startsWith('#')) return { kind: 'missing' };
  if (files.exact.has(address) && !leavesFolder(address, files)) return { kind: 'local', path: address };
  const elsewhere = resolveAddress(address, files);
  if (elsewhere) return elsewhere;
  if (address.length > longestPath) return { kind: 'missing' };
  return resolvePath(address, files);
}

function trimControls(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && text.charCodeAt(from) <= 0x20) from++;
  while (to > from && text.charCodeAt(to - 1) <= 0x20) to--;
  return text.slice(from, to);
}

function resolvePath(address: string, files: FigureFiles): FigureTarget {
  const readings = readingsOf(address, files.folderName);
  if (readings.length === 0) return { kind: 'outside' };
  if (readings.some((reading) => leavesFolder(reading.path, files))) return { kind: 'outside' };
  let best: { readonly path: string; readonly overlooked: readonly string[] } | undefined;
  for (const reading of readings) {
    const match = matchPath(reading.path, files);
    if (!match) continue;
    const overlooked = match.overlooked === undefined ? reading.overlooked : [match.overlooked, ...reading.overlooked];
    if (!best || overlooked.length < best.overlooked.length) best = { path: match.path, overlooked };
  }
  if (best) {
    if (best.overlooked.length === 0) return { kind: 'local', path: best.path };
    return { kind: 'local', path: best.path, tolerance: sayOverlooked(best.overlooked) };
  }
  return notFound(address, readings, files);
}

function notFound(address: string, readings: readonly Reading[], files: FigureFiles): FigureTarget {
  const paths = readings.map((reading) => reading.path);
  const wanted = paths.at(-1) ?? '';
  const nearest = nearestPath(wanted, files.paths) ?? firstAmbiguous(paths, files);
  if (nearest !== undefined) return { kind: 'missing', nearest };
  // From the root of a repository, or from the root of a machine? A folder that the report has speaks for the former.
  const absolute =
    /^[\\/]/.test(address) && !paths.some((path) => files.topFolders.has(fold(path.split('/')[0] ?? '')));
  return absolute && /[^\\/][\\/]/.test(address) ? { kind: 'outside' } : { kind: 'missing' };
}

function firstAmbiguous(paths: readonly string[], files: FigureFiles): string | undefined {
  return paths.map((path) => files.byFolded.get(fold(path))?.[0]).find((path) => path !== undefined);
}

/** The address as paths inside the folder, the plainest first; none when every reading leaves the folder. */
function readingsOf(address: string, folderName: string | undefined): readonly Reading[] {
  const suffix = /[?#].*$/s.exec(address)?.[0] ?? '';
  const bare = address.slice(0, address.length - suffix.length);
  const behind = suffix === '' ? [] : [`"${suffix}" behind it`];
  // `#` and `?` may belong to a file's name, written as it is; only then is the whole address a path.
  const spelled: readonly Reading[] = [
    { path: address, overlooked: suffix === '' ? [] : ['the meaning of "?" and "#" in an address'] },
    { path: decodePercent(bare), overlooked: behind },
  ];
  const readings: Reading[] = [];
  for (const reading of spelled) {
    const inside = stayInside(reading);
    // The decoded form decides: it is what a file system would be asked for.
    if (inside === undefined && reading === spelled[1]) return [];
    if (inside === undefined || readings.some((other) => other.path === inside.path)) continue;
    for (const variant of [inside, ...withoutPrefix(inside, folderName)]) readings.push(variant);
  }
  return readings;
}

/** A path with its `.` and `..` worked out; undefined when it climbs out of the folder or is no path at all. */
function stayInside({ path, overlooked }: Reading): Reading | undefined {
  const slashed = path.replaceAll('\\', '/');
  const notes = [...(slashed === path ? [] : ['"\\" in place of "/"']), ...overlooked];
  if (slashed.startsWith('/')) notes.unshift('the "/" in front');
  const parts: string[] = [];
  for (const part of slashed.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return { path: parts.join('/'), overlooked: notes };
}

/** The same path without what belongs to the repository around the folder: `reports/`, `reports/<name>/`, `<name>/`. */
function withoutPrefix(reading: Reading, folderName: string | undefined): readonly Reading[] {
  const prefixes = ['reports/', ...(folderName === undefined ? [] : [`reports/${folderName}/`, `${folderName}/`])];
  const folded = fold(reading.path);
  return prefixes
    .filter((prefix) => folded.startsWith(fold(prefix)))
    .map((prefix) => {
      const parts = prefix.split('/').length - 1;
      const path = reading.path.split('/').slice(parts).join('/');
      return { path, overlooked: [...reading.overlooked, `"${prefix}" in front`] };
    });
}

/** Decodes percent-encoded UTF-8; what is malformed stays as it is. */
function decodePercent(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}

function sayOverlooked(phrases: readonly string[]): string {
  const last = phrases.at(-1) ?? '';
  const listed = phrases.length > 1 ? `${phrases.slice(0, -1).join(', ')} and ${last}` : last;
  const plural = phrases.length > 1 || listed.includes(' and the ');
  return `${listed} ${plural ? 'were' : 'was'} overlooked`;
}
