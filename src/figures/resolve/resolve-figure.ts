import type { FigureTarget } from '../../model/figure.js';
import type { FileIndex } from './file-index.js';
import { fold, leavesFolder, matchPath } from './file-index.js';
import { nearestPath } from './nearest-path.js';
import { resolveAddress } from './resolve-address.js';

/** One interpretation of an address as a path. */
interface Reading {
  readonly path: string;
  /** The differences that this interpretation tolerates, as noun phrases. */
  readonly overlooked: readonly string[];
}

/** No file system has longer paths, and tolerant matching takes quadratic time in the length. */
const longestPath = 4096;

/**
 * Resolves a figure's address: a file of the report, an image on the web, or nothing that may be shown.
 *
 * `tolerance` completes "… was found only because …", such as `the letter case was overlooked`. Percent-encoding,
 * `./` and a `..` that stays inside are ordinary addresses and need none.
 */
export function resolveFigure(href: string, files: FileIndex): FigureTarget {
  // Browsers remove these characters from a URL, so `java\nscript:` is a scheme to them.
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

function resolvePath(address: string, files: FileIndex): FigureTarget {
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

function notFound(address: string, readings: readonly Reading[], files: FileIndex): FigureTarget {
  const paths = readings.map((reading) => reading.path);
  const wanted = paths.at(-1) ?? '';
  const nearest = nearestPath(wanted, files.pictures) ?? firstAmbiguous(paths, files);
  if (nearest !== undefined) return { kind: 'missing', nearest };
  // A leading slash can mean the root of the repository or of the machine. An existing folder suggests the repository.
  const absolute =
    /^[\\/]/.test(address) && !paths.some((path) => files.topFolders.has(fold(path.split('/')[0] ?? '')));
  return absolute && /[^\\/][\\/]/.test(address) ? { kind: 'outside' } : { kind: 'missing' };
}

function firstAmbiguous(paths: readonly string[], files: FileIndex): string | undefined {
  return paths.map((path) => files.byFolded.get(fold(path))?.[0]).find((path) => path !== undefined);
}

/** The address as paths inside the folder, the most literal first; none when every interpretation leaves the folder. */
function readingsOf(address: string, folderName: string | undefined): readonly Reading[] {
  const suffix = /[?#].*$/s.exec(address)?.[0] ?? '';
  const bare = address.slice(0, address.length - suffix.length);
  const behind = suffix === '' ? [] : [`"${suffix}" behind it`];
  // `#` and `?` can be part of a file name that was not percent-encoded; then the whole address is the path.
  const spelled: readonly Reading[] = [
    { path: address, overlooked: suffix === '' ? [] : ['the meaning of "?" and "#" in an address'] },
    { path: decodePercent(bare), overlooked: behind },
  ];
  const readings: Reading[] = [];
  for (const reading of spelled) {
    const inside = stayInside(reading);
    // The decoded form decides, since that is the path that would be opened.
    if (inside === undefined && reading === spelled[1]) return [];
    if (inside === undefined || readings.some((other) => other.path === inside.path)) continue;
    for (const variant of [inside, ...withoutPrefix(inside, folderName)]) readings.push(variant);
  }
  return readings;
}

/** Resolves `.` and `..`; undefined when the path leaves the folder. */
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

/** The path without a prefix from the repository's root: `reports/`, `reports/<name>/`, `<name>/`. */
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

/** Decodes percent-encoded UTF-8; malformed sequences are kept. */
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
