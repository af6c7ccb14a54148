import { type LeftOut, recordName } from '../../model/collected.js';
import { deviceName } from '../../site/plan.js';
import type { CollectLimits } from '../limits.js';
import type { SizedEntry } from '../sources/source.js';
import { isReadme } from './find-folder.js';

/** A file to write. */
export interface PlannedFile {
  readonly entry: SizedEntry;
  /** Relative to the group's folder: safe to write on any file system. */
  readonly path: string;
}

/** What is taken of a report's folder, and what is not. */
export interface TakePlan {
  readonly files: readonly PlannedFile[];
  readonly leftOut: readonly LeftOut[];
}

/** Most files that are told one by one. */
const maxTold = 200;

/**
 * Decides which files of a report's folder are taken.
 *
 * @param folder Of the entries; only those below it are looked at
 */
export function planFiles(entries: readonly SizedEntry[], folder: string, limits: CollectLimits): TakePlan {
  const prefix = folder === '' ? '' : `${folder}/`;
  const files: PlannedFile[] = [];
  const leftOut: LeftOut[] = [];
  const taken = new Taken();
  let bytes = 0;
  let untold = 0;
  for (const entry of readmeFirst(entries, prefix)) {
    const path = entry.path.slice(prefix.length);
    // A whole repository is no report: of its top folder only what a README can show is taken.
    if (folder === '' && !isReadme(path) && !isShown(path)) continue;
    const reason =
      faultOf(entry, path, limits) ?? taken.claim(path) ?? overLimit(files.length, bytes + (entry.bytes ?? 0), limits);
    if (reason === undefined) {
      files.push({ entry, path });
      bytes += entry.bytes ?? 0;
    } else if (leftOut.length < maxTold) leftOut.push({ path, reason });
    else untold += 1;
  }
  if (untold > 0) leftOut.push({ path: '…', reason: `${untold} more` });
  return { files, leftOut };
}

/** Whether a README can show the file. */
export function isShown(path: string): boolean {
  return /\.(?:png|jpe?g|gif|webp|avif|svg|bmp|tiff?|heic|pdf)$/i.test(path);
}

function readmeFirst(entries: readonly SizedEntry[], prefix: string): readonly SizedEntry[] {
  const below = entries.filter(({ path }) => path.startsWith(prefix));
  const isFirst = ({ path }: SizedEntry): boolean => /^readme\.md$/i.test(path.slice(prefix.length));
  return [...below.filter(isFirst), ...below.filter((entry) => !isFirst(entry))];
}

function faultOf({ kind, bytes }: SizedEntry, path: string, { fileBytes }: CollectLimits): string | undefined {
  if (kind === 'link') return 'a symbolic link';
  if (kind === 'submodule') return 'a submodule';
  if (kind === 'other') return 'no regular file';
  const fault = nameFault(path);
  if (fault !== undefined) return fault;
  if (bytes === null || bytes > fileBytes) return `larger than ${Math.round(fileBytes / 1e6)} MB`;
  return undefined;
}

function overLimit(files: number, bytes: number, { files: most, folderBytes }: CollectLimits): string | undefined {
  if (files >= most) return `the folder has more than ${most} files`;
  return bytes > folderBytes ? `the folder has more than ${Math.round(folderBytes / 1e6)} MB` : undefined;
}

/** Characters that HFS+ ignores in names: `.g\u200cit` is `.git` there. */
const ignorable = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

/** Why a path cannot be written; undefined for one that can. */
function nameFault(path: string): string | undefined {
  if (path.length > 1000) return 'its name is too long';
  const parts = path.split('/');
  for (const part of parts) {
    if (part === '' || part === '.' || part === '..') return 'its name leads elsewhere';
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
    if (/[\u0000-\u001f\u007f\\\ufffd]/.test(part)) return 'a character in its name is not allowed';
    const plain = part
      .replace(ignorable, '')
      .replace(/[. ]+$/, '')
      .toLowerCase();
    if (/^(?:\.git|git~\d+)(?::.*)?$/.test(plain)) return 'its name is reserved by Git';
    if (deviceName.test(part)) return 'its name is reserved by Windows';
    if (Buffer.byteLength(part) > 255) return 'its name is too long';
  }
  if (parts[0]?.toLowerCase() === recordName) return 'its name is reserved by Handin';
  return undefined;
}

/** Names that are taken, as file systems see them that ignore letter case or Unicode normalization. */
class Taken {
  /** Kinds and spellings by key. */
  private readonly names = new Map<string, { readonly name: string; readonly isFile: boolean }>();

  /** Claims a path for a file; the reason why it cannot. */
  claim(path: string): string | undefined {
    const parts = path.split('/');
    const claims = parts.map((_, index) => {
      const name = parts.slice(0, index + 1).join('/');
      return { name, key: name.normalize('NFC').toLowerCase(), isFile: index === parts.length - 1 };
    });
    for (const { name, key, isFile } of claims) {
      const other = this.names.get(key);
      if (other && (isFile || other.isFile || other.name !== name))
        return `another file or folder has the same name but for letter case: ${other.name}`;
    }
    for (const { name, key, isFile } of claims) this.names.set(key, { name, isFile });
    return undefined;
  }
}

/** Whether a file is a pointer to Git LFS, in the place of the file itself. */
export function isLfsPointer(content: Uint8Array): boolean {
  if (content.length > 1024) return false;
  return Buffer.from(content).toString('latin1').startsWith('version https://git-lfs.github.com/spec/');
}
