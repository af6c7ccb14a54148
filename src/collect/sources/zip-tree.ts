import { crc32 } from 'node:zlib';
import { type Entry, open as openFile, type ZipFile } from 'yauzl';
import { CollectFailure, type CollectLimits } from '../limits.js';
import type { Listing, Sink, SizedEntry, SourceEntry, SourceTree } from './source.js';

/** The files of a ZIP file. Nothing is written but what is taken of them, and nothing inflates beyond the limits. */
export class ZipTree implements SourceTree {
  private constructor(
    private readonly zip: ZipFile,
    private readonly listing: Listing,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  static async open(file: string, limits: CollectLimits): Promise<ZipTree> {
    const zip = await openZip(file);
    const entries = new Map<string, Entry>();
    const list: SourceEntry[] = [];
    let more = 0;
    try {
      for await (const entry of entriesOf(zip)) {
        if (entry.fileName.endsWith('/') || isForMac(entry.fileName)) continue;
        if (list.length >= limits.listedFiles) {
          more += 1;
          continue;
        }
        const id = String(list.length);
        entries.set(id, entry);
        list.push({ path: entry.fileName, id, kind: kindOf(entry) });
      }
    } catch (error) {
      zip.close();
      throw asFailure(error);
    }
    // Without a listener, an error while a file is read would end the process; the file's own stream tells it.
    zip.on('error', () => undefined);
    return new ZipTree(zip, { entries: list.sort((a, b) => (a.path < b.path ? -1 : 1)), more }, entries);
  }

  close(): void {
    this.zip.close();
  }

  list(): Promise<Listing> {
    return Promise.resolve(this.listing);
  }

  async readTexts(entries: readonly SourceEntry[], maxBytes: number): Promise<ReadonlyMap<string, string>> {
    const texts = new Map<string, string>();
    const small = this.withSizes(entries).filter(({ bytes }) => bytes !== null && bytes <= maxBytes);
    await this.read(small, async ({ path }, content) => {
      texts.set(path, content.toString('utf8'));
    });
    return texts;
  }

  open(folder: string): ReturnType<SourceTree['open']> {
    const below = this.listing.entries.filter(({ path }) => folder === '' || path.startsWith(`${folder}/`));
    return Promise.resolve({ entries: this.withSizes(below), more: this.listing.more });
  }

  async read(entries: readonly SizedEntry[], sink: Sink): Promise<void> {
    for (const entry of entries) {
      const packed = this.entries.get(entry.id);
      if (packed) await sink(entry, await inflate(this.zip, packed));
    }
  }

  private withSizes(entries: readonly SourceEntry[]): readonly SizedEntry[] {
    return entries.map((entry) => ({ ...entry, bytes: this.entries.get(entry.id)?.uncompressedSize ?? null }));
  }
}

/** macOS puts what only its own file system knows of each file into this folder. */
function isForMac(path: string): boolean {
  return path.startsWith('__MACOSX/');
}

function kindOf({ externalFileAttributes, versionMadeBy }: Entry): SourceEntry['kind'] {
  // The upper half is the mode where the file was made on Unix.
  const mode = versionMadeBy >> 8 === 3 ? (externalFileAttributes >>> 16) & 0o170000 : 0;
  if (mode === 0o120000) return 'link';
  return mode === 0 || mode === 0o100000 ? 'file' : 'other';
}

/** The library refuses absolute paths and those with `..`, and contents longer than their entry says. */
function openZip(file: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    openFile(file, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, zip) => {
      if (error) reject(asFailure(error));
      else resolve(zip);
    });
  });
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry, void, undefined> {
  for (let entry = await nextEntry(zip); entry; entry = await nextEntry(zip)) yield entry;
}

function nextEntry(zip: ZipFile): Promise<Entry | undefined> {
  return new Promise((resolve, reject) => {
    const settle = (work: () => void): void => {
      for (const event of ['entry', 'end', 'error']) zip.removeAllListeners(event);
      work();
    };
    zip.once('entry', (entry: Entry) => settle(() => resolve(entry)));
    zip.once('end', () => settle(() => resolve(undefined)));
    zip.once('error', (error: Error) => settle(() => reject(error)));
    zip.readEntry();
  });
}

function inflate(zip: ZipFile, entry: Entry): Promise<Buffer> {
  if (entry.isEncrypted()) throw new CollectFailure(`the ZIP file is encrypted: ${entry.fileName}`);
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(asFailure(error));
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', (failure) => reject(asFailure(failure)));
      stream.on('end', () => {
        const content = Buffer.concat(chunks);
        if (crc32(content) === entry.crc32) resolve(content);
        else reject(new CollectFailure(`the ZIP file is damaged: ${entry.fileName}`));
      });
    });
  });
}

/** Whatever the library says of a ZIP file is the file's fault. */
function asFailure(error: unknown): Error {
  if (error instanceof CollectFailure || !(error instanceof Error)) return error as Error;
  return new CollectFailure(`the ZIP file cannot be read: ${error.message}`);
}
