import { sha256, sha256OfParts } from '../model/sha256.js';

/** Content in parts, which can be gone through several times. */
export interface FileParts {
  readonly parts: () => Iterable<Uint8Array>;
}

/** A file of the site. */
export interface SiteFile {
  /** Relative to the site's folder, `/` between its parts. */
  readonly path: string;
  /**
   * Text is written as UTF-8. A function is called only when the file has to be written. Parts are made one after the
   * other, so that a large file is written without being in memory as a whole.
   */
  readonly content: string | Uint8Array | FileParts | (() => Promise<Uint8Array>);
  /** Lower-case hexadecimal SHA-256 of the content. With it, a function is not called for a file that did not change. */
  readonly sha256?: string;
}

/** The SHA-256 of a file's content, lower-case hexadecimal. */
export function contentDigest({ path, content, sha256: known }: SiteFile): string {
  if (known !== undefined) return known;
  if (typeof content === 'function') throw new Error(`${path} is made late and has no digest`);
  return hasParts(content) ? sha256OfParts(content.parts()) : sha256(content);
}

/** Makes the content of a file, in one piece or in parts. */
export async function contentOf({ content }: Pick<SiteFile, 'content'>): Promise<Uint8Array | FileParts> {
  if (typeof content === 'function') return await content();
  return typeof content === 'string' ? Buffer.from(content) : content;
}

/** Makes the content of a file, in one piece. */
export async function bytesOf(file: Pick<SiteFile, 'content'>): Promise<Uint8Array> {
  const content = await contentOf(file);
  return hasParts(content) ? Buffer.concat([...content.parts()]) : content;
}

/** Whether content is in parts. */
export function hasParts(content: string | Uint8Array | FileParts): content is FileParts {
  return typeof content === 'object' && 'parts' in content;
}

/** Every file of a site, safe to write: made by `planSite` alone. */
export interface SitePlan {
  /** Sorted by path; each path once. */
  readonly files: readonly SiteFile[];
}

/**
 * Puts the files of a site together and makes sure that they can be written to any file system: each path stays in
 * the folder, no two contents claim one path (letter case and Unicode form aside), nothing is both file and folder.
 * A file planned twice with the same content is planned once.
 *
 * @throws Error naming the paths concerned; a bug in what made the files
 */
export function planSite(files: readonly SiteFile[]): SitePlan {
  const byKey = new Map<string, SiteFile>();
  const byPath = new Map<string, SiteFile>();
  for (const file of files) {
    const fault = faultOf(file.path);
    if (fault) throw new Error(`The site cannot hold the file ${quote(file.path)}: ${fault}.`);
    const key = collisionKey(file.path);
    const other = byKey.get(key);
    if (other && !sameContent(other, file)) {
      throw new Error(
        `Two files of the site have different contents and one place: ${quote(other.path)} and ${quote(file.path)}.`,
      );
    }
    byKey.set(key, file);
    if (!byPath.has(file.path)) byPath.set(file.path, file);
  }
  refuseFilesAsFolders(byKey);
  return { files: [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

function refuseFilesAsFolders(byKey: ReadonlyMap<string, SiteFile>): void {
  for (const [key, file] of byKey) {
    for (let end = key.indexOf('/'); end >= 0; end = key.indexOf('/', end + 1)) {
      const folder = byKey.get(key.slice(0, end));
      if (folder) {
        throw new Error(
          `The site cannot hold a file and a folder of one name: ${quote(folder.path)} and ${quote(file.path)}.`,
        );
      }
    }
  }
}

/** Paths with the same key are the same file on a file system that ignores letter case or Unicode normalization. */
function collisionKey(path: string): string {
  return path.normalize('NFC').toLowerCase().normalize('NFC');
}

/** Names that Windows gives to devices, whatever their extension. */
export const deviceName = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\.|$)/i;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const forbidden = /[\u0000-\u001f\u007f<>:"|?*]/;

/** Why a path cannot be written everywhere, or inside the site's folder; undefined when it can. */
function faultOf(path: string): string | undefined {
  if (path.includes('\\')) return 'it has a backslash';
  if (path.startsWith('/')) return 'it is absolute';
  if (/\p{Surrogate}/u.test(path)) return 'it has half a character';
  return path
    .split('/')
    .map(faultOfPart)
    .find((fault) => fault !== undefined);
}

function faultOfPart(part: string): string | undefined {
  if (part === '') return 'a part of it is empty';
  if (part === '.' || part === '..') return `it has the part ${quote(part)}`;
  if (forbidden.test(part)) return `${quote(part)} has a character that file names cannot have`;
  if (/[. ]$/.test(part)) return `${quote(part)} ends with a dot or a blank`;
  if (deviceName.test(part)) return `${quote(part)} is the name of a device`;
  if (new TextEncoder().encode(part).length > 255) return `${quote(part)} is longer than 255 bytes`;
  return undefined;
}

function sameContent(a: SiteFile, b: SiteFile): boolean {
  if (a.content === b.content) return true;
  if (typeof a.content !== 'function' && typeof b.content !== 'function') return contentDigest(a) === contentDigest(b);
  return a.sha256 !== undefined && a.sha256 === b.sha256;
}

function quote(text: string): string {
  return JSON.stringify(text);
}
