/** The file beside a collected README that says where the report comes from. */
export const recordName = '.collect.json';

/** Why this commit was taken: the last one before the deadline, one named in the roster, or the newest of the branch. */
export type ChosenBy = 'deadline' | 'commit' | 'newest';

/** A person who made commits. */
export interface Contributor {
  readonly name: string;
  readonly email: string;
  /** Commits up to the collected one, merges not counted. */
  readonly commits: number;
}

/** A file of the report's folder that was not taken, and why. */
export interface LeftOut {
  readonly path: string;
  /** A phrase: `a symbolic link`. */
  readonly reason: string;
}

/** Who wrote the lines of a README: consecutive lines of one person are a run, from the first line on, without gaps. */
export interface LineAuthors {
  /** SHA-256 of the README, hexadecimal: of one that was edited since, the lines are others. */
  readonly readme: string;
  readonly people: readonly { readonly name: string; readonly email: string }[];
  readonly runs: readonly LineRun[];
}

/** Consecutive lines of one person. */
export interface LineRun {
  /** Number of the first line, from 1. */
  readonly from: number;
  readonly lines: number;
  /** Index in `people`. */
  readonly author: number;
}

/** Where a collected report comes from: the content of `.collect.json`. Dates are ISO 8601 with an offset. */
export interface CollectRecord {
  readonly version: 1;
  /** The slug of the group. */
  readonly group: string;
  readonly source: 'git' | 'folder' | 'zip';
  /** Address without credentials and query; of a folder or ZIP file, its path as in the roster. */
  readonly repository: string;
  /** This and the next fields up to `pushedAt` are null where the source is no repository. */
  readonly branch: string | null;
  /** Full hexadecimal name of the collected commit. */
  readonly commit: string | null;
  readonly authorDate: string | null;
  readonly committerDate: string | null;
  readonly chosen: ChosenBy;
  readonly deadline: string | null;
  /** When the commit was pushed, where the host tells it. */
  readonly pushedAt: string | null;
  /** Commits on the branch's first-parent history after the collected one. */
  readonly laterCommits: number;
  /** Commits in the first-parent history of the collected one that are dated after the deadline: somebody changed dates. */
  readonly laterDatesBefore: number;
  /** Old commits were not fetched, since the server gives none without its files: they count neither there nor below. */
  readonly shallow: boolean;
  /** The report's folder in the source, `/` between its parts; empty for the source itself. */
  readonly folder: string;
  /** How the folder was found: its usual name, the roster, or a README that fits a template. */
  readonly folderBy: 'default' | 'roster' | 'template';
  readonly contributors: readonly Contributor[];
  /** Paths of all files of the source, sorted, up to a limit. */
  readonly files: readonly string[];
  /** How many more there are, at least. */
  readonly filesLeftOut: number;
  readonly leftOut: readonly LeftOut[];
  /** Number and size of the files that were taken, to notice when some are missing. */
  readonly taken: { readonly files: number; readonly bytes: number };
  /** The commit that was collected earlier is no ancestor of the branch; its report is kept at a path beside. */
  readonly rewritten: { readonly commit: string; readonly keptAt: string } | null;
  /** Null unless asked for. */
  readonly authors: LineAuthors | null;
  /** The commit at the branch's tip and a digest of the request: while both are the same, there is nothing to collect. */
  readonly state: { readonly head: string; readonly request: string };
}
