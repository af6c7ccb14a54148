import { GitFailure } from '../../process/run-git.js';
import type { CollectLimits } from '../limits.js';
import type { Listing, Sink, SizedEntry, SourceEntry, SourceTree } from '../sources/source.js';
import { isReadme, usualName } from '../take/find-folder.js';
import { isShown } from '../take/plan-files.js';
import type { GuardedGit } from './guarded-git.js';
import { listTree } from './list-tree.js';
import { blobSizes, readBlobs } from './read-blobs.js';

/** What a commit's tree is opened from. */
export interface CommitTreeInput {
  /** Holds the commit. */
  readonly history: GuardedGit;
  /** Whether the server can leave objects out; without, `history` has everything. */
  readonly filtered: boolean;
  readonly tree: string;
  /** The report's folder, where the roster names it. */
  readonly folder: string | null;
  readonly limits: CollectLimits;
  /**
   * Opens another, empty repository for the same address: git does not fetch what is below a tree that it has already.
   */
  openAnother(): Promise<GuardedGit>;
  /** Fetches everything into a repository: for servers that do not give out single objects. */
  fetchAll(git: GuardedGit): Promise<void>;
}

/** The files of a commit. As little as possible is fetched of them. */
export class CommitTree implements SourceTree {
  /** Where everything is in one repository, because the server cannot do otherwise. */
  private whole: GuardedGit | undefined;
  /** Has the trees. */
  private trees: GuardedGit | undefined;
  /** Has the contents. */
  private contents: GuardedGit | undefined;
  private listing: Promise<Listing> | undefined;

  constructor(private readonly input: CommitTreeInput) {
    if (!input.filtered) this.whole = input.history;
  }

  list(): Promise<Listing> {
    this.listing ??= this.listAll();
    return this.listing;
  }

  async readTexts(entries: readonly SourceEntry[], maxBytes: number): Promise<ReadonlyMap<string, string>> {
    const git = await this.fetchContents(entries.map(({ id }) => id));
    const small = (await withSizes(git, entries)).filter(({ bytes }) => bytes !== null && bytes <= maxBytes);
    const texts = new Map<string, string>();
    await this.read(small, async ({ path }, content) => {
      texts.set(path, content.toString('utf8'));
    });
    return texts;
  }

  async open(folder: string): ReturnType<SourceTree['open']> {
    const { entries, more } = await this.list();
    if (folder === '') {
      const wanted = entries.filter(({ kind, path }) => kind !== 'other' && (isReadme(path) || isShown(path)));
      const files = wanted.filter(({ kind }) => kind === 'file');
      return { entries: await withSizes(await this.fetchContents(files.map(({ id }) => id)), wanted), more };
    }
    const trees = this.whole ?? this.trees ?? this.input.history;
    const subtree = (await trees.run(['rev-parse', '--verify', `${this.input.tree}:${folder}`])).stdout.trim();
    const git = await this.fetchContents([subtree], `blob:limit=${this.input.limits.fileBytes + 1}`);
    // Twice as many as are taken: those that are left out are told.
    const below = await listTree(git, subtree, 2 * this.input.limits.files);
    const prefixed = below.entries.map((entry) => ({ ...entry, path: `${folder}/${entry.path}` }));
    return { entries: await withSizes(git, prefixed), more: below.more };
  }

  async read(entries: readonly SizedEntry[], sink: Sink): Promise<void> {
    const git = await this.fetchContents([]);
    await readBlobs(
      git,
      entries.map(({ id }) => id),
      async (index, content) => {
        const entry = entries[index];
        if (entry) await sink(entry, content);
      },
    );
  }

  private async listAll(): Promise<Listing> {
    const { input } = this;
    const git = await this.fetchObjects(async () => {
      this.trees = await input.openAnother();
      await this.trees.fetch({ refs: [input.tree], filter: 'blob:none' });
      return this.trees;
    });
    const { tree, limits, folder } = input;
    const listing = await listTree(git, tree, limits.listedFiles);
    if (listing.more === 0) return listing;
    // The report's folder may be among those that are beyond the limit.
    const known = new Set(listing.entries.map(({ path }) => path));
    const { entries } = await listTree(git, tree, limits.files, folder ?? usualName);
    const added = entries.filter(({ path }) => !known.has(path));
    return { entries: [...listing.entries, ...added], more: listing.more - added.length };
  }

  /** The repository for contents, with some objects more. */
  private fetchContents(refs: readonly string[], filter?: string): Promise<GuardedGit> {
    return this.fetchObjects(async () => {
      this.contents ??= await this.input.openAnother();
      if (refs.length > 0)
        await this.contents.fetch({ refs: [...new Set(refs)], ...(filter === undefined ? {} : { filter }) });
      return this.contents;
    });
  }

  /** Fetches single objects, or everything where the server does not give those out. */
  private async fetchObjects(fetch: () => Promise<GuardedGit>): Promise<GuardedGit> {
    if (this.whole) return this.whole;
    try {
      return await fetch();
    } catch (error) {
      if (!(error instanceof GitFailure) || !/not our ref|unadvertised object/i.test(error.result.stderr)) throw error;
      const whole = await this.input.openAnother();
      await this.input.fetchAll(whole);
      this.whole = whole;
      return whole;
    }
  }
}

async function withSizes(git: GuardedGit, entries: readonly SourceEntry[]): Promise<readonly SizedEntry[]> {
  const sizes = await blobSizes(
    git,
    entries.filter(({ kind }) => kind === 'file').map(({ id }) => id),
  );
  return entries.map((entry) => ({ ...entry, bytes: sizes.get(entry.id) ?? null }));
}
