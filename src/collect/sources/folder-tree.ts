import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CollectFailure, type CollectLimits } from '../limits.js';
import type { Listing, Sink, SizedEntry, SourceEntry, SourceTree } from './source.js';

/** The files of a folder. Symbolic links are not followed. */
export class FolderTree implements SourceTree {
  private listing: Promise<Listing> | undefined;

  /** @param folder absolute path of a folder */
  constructor(
    private readonly folder: string,
    private readonly limits: CollectLimits,
  ) {}

  list(): Promise<Listing> {
    this.listing ??= listFolder(this.folder, this.limits.listedFiles);
    return this.listing;
  }

  async readTexts(entries: readonly SourceEntry[], maxBytes: number): Promise<ReadonlyMap<string, string>> {
    const texts = new Map<string, string>();
    for (const entry of entries) {
      const [{ bytes } = { bytes: null }] = await this.withSizes([entry]);
      if (bytes !== null && bytes <= maxBytes) texts.set(entry.path, (await this.content(entry)).toString('utf8'));
    }
    return texts;
  }

  async open(folder: string): ReturnType<SourceTree['open']> {
    const { entries, more } = await this.list();
    const below = entries.filter(({ path }) => folder === '' || path.startsWith(`${folder}/`));
    return { entries: await this.withSizes(below), more };
  }

  async read(entries: readonly SizedEntry[], sink: Sink): Promise<void> {
    for (const entry of entries) await sink(entry, await this.content(entry));
  }

  private content({ id }: SourceEntry): Promise<Buffer> {
    return readFile(join(this.folder, id)).catch(unreadable(id));
  }

  private async withSizes(entries: readonly SourceEntry[]): Promise<readonly SizedEntry[]> {
    const sized: SizedEntry[] = [];
    for (const entry of entries) {
      const { size } = await lstat(join(this.folder, entry.id)).catch(unreadable(entry.id));
      sized.push({ ...entry, bytes: size });
    }
    return sized;
  }
}

/** What cannot be read fails the group, not the run. */
function unreadable(path: string): (error: NodeJS.ErrnoException) => never {
  return ({ code, message }) => {
    throw new CollectFailure(`${path === '' ? 'the folder' : path} cannot be read (${code ?? message})`);
  };
}

async function listFolder(folder: string, limit: number): Promise<Listing> {
  const entries: SourceEntry[] = [];
  let more = 0;
  const pending = [''];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const found = await readdir(join(folder, path), { withFileTypes: true }).catch(unreadable(path));
    for (const entry of found.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const name = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) {
        if (entry.name !== '.git' && more === 0) pending.push(name);
      } else if (entries.length >= limit) more += 1;
      else
        entries.push({
          path: name,
          id: name,
          kind: entry.isSymbolicLink() ? 'link' : entry.isFile() ? 'file' : 'other',
        });
    }
  }
  return { entries: entries.sort((a, b) => (a.path < b.path ? -1 : 1)), more };
}
