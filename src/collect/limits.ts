/** Bounds on what one group may cost. */
export interface CollectLimits {
  /** Bytes of one file of the report's folder. */
  readonly fileBytes: number;
  /** Bytes of all files of the report's folder. */
  readonly folderBytes: number;
  /** Files of the report's folder. */
  readonly files: number;
  /** Paths of the source that are recorded. */
  readonly listedFiles: number;
  /** Bytes that git may receive. */
  readonly repositoryBytes: number;
  /** Seconds that a group may take, all attempts together. */
  readonly seconds: number;
  /** How often a server that cannot be reached is asked. */
  readonly attempts: number;
}

/** What `report collect` allows: many times what the largest reports and repositories of courses have. */
export const defaultLimits: CollectLimits = {
  fileBytes: 50_000_000,
  folderBytes: 300_000_000,
  files: 2000,
  listedFiles: 20_000,
  repositoryBytes: 500_000_000,
  seconds: 300,
  attempts: 3,
};

/** Why a group could not be collected: a phrase, shown behind the group's name. */
export class CollectFailure extends Error {
  /** Whether it may succeed when it is tried again at once. */
  readonly transient: boolean;

  constructor(reason: string, transient = false) {
    super(reason);
    this.name = 'CollectFailure';
    this.transient = transient;
  }
}

/** Nothing is wrong, but there is nothing to take: an empty repository, no commit before the deadline, no report. */
export class NothingHandedIn extends Error {}
