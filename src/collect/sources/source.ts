/** A file of a source. */
export interface SourceEntry {
  /** `/` between its parts. Not checked: it may contain anything. */
  readonly path: string;
  readonly kind: 'file' | 'link' | 'submodule' | 'other';
  /** What `SourceTree` reads it by. */
  readonly id: string;
}

/** The files of a source, up to a limit. */
export interface Listing {
  readonly entries: readonly SourceEntry[];
  /** How many more there are, at least. */
  readonly more: number;
}

/** A file whose size is known; null where it is too large to be fetched. */
export interface SizedEntry extends SourceEntry {
  readonly bytes: number | null;
}

/** Receives the content of one file. Chunks are not kept. */
export type Sink = (entry: SizedEntry, content: Buffer) => Promise<void>;

/** The files of one commit, a folder or a ZIP file. */
export interface SourceTree {
  /** All files of it. */
  list(): Promise<Listing>;
  /** Files as text, to find the report among them; those that are too large are absent. */
  readTexts(entries: readonly SourceEntry[], maxBytes: number): Promise<ReadonlyMap<string, string>>;
  /** The files below a folder (empty for all), with their sizes. */
  open(folder: string): Promise<{ readonly entries: readonly SizedEntry[]; readonly more: number }>;
  /** Reads files that `open` returned. */
  read(entries: readonly SizedEntry[], sink: Sink): Promise<void>;
}
