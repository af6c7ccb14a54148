/** Where a group's report is fetched from. */
export type RosterSource =
  /** An address that git understands, as written. It may contain credentials: print it without. */
  | { readonly kind: 'git'; readonly address: string }
  /** A folder or ZIP file, as written: relative to the roster's folder. */
  | { readonly kind: 'folder' | 'zip'; readonly path: string };

/** A member of a group: a name, a study number or an address. */
export interface Member {
  /** As written, without addresses. */
  readonly name: string;
  /** All e-mail addresses of this person, in lower case. */
  readonly emails: readonly string[];
}

/** A group on the roster. */
export interface RosterRow {
  /** As written. */
  readonly group: string;
  /** The name of the group's folder, unique in the roster. */
  readonly slug: string;
  /** Null where the row names none. */
  readonly source: RosterSource | null;
  /** The branch, where it is not the default branch. */
  readonly branch: string | null;
  /** The report's folder in the source, where it is not the usual one. */
  readonly folder: string | null;
  readonly members: readonly Member[];
  /** A deadline of its own: ISO 8601 with an offset. */
  readonly deadline: string | null;
  /** The commit to take, chosen by hand: at least seven hexadecimal digits. */
  readonly commit: string | null;
  /** Line of the row in the file. */
  readonly line: number;
}

/** Something wrong in a roster. An error costs its row, a warning nothing. */
export interface RosterProblem {
  readonly severity: 'error' | 'warn';
  /** Sentences: what is wrong, and what to do. */
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** A roster that was read. */
export interface Roster {
  /** In the order of the file. */
  readonly rows: readonly RosterRow[];
  /** In the order of the file. */
  readonly problems: readonly RosterProblem[];
}

/** The columns of a roster. */
export const rosterColumns = ['group', 'repository', 'branch', 'folder', 'members', 'deadline', 'commit'] as const;

/** The name of a column, as in the configuration. */
export type RosterColumn = (typeof rosterColumns)[number];
