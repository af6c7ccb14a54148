/** A range in a source file. Lines and columns are 1-based; columns count UTF-16 code units; the end is exclusive. */
export interface Span {
  /** The file, relative to the project's root, with `/` between its parts. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A position in a source file, 1-based like a {@link Span}. */
export interface Position {
  readonly line: number;
  readonly column: number;
}
