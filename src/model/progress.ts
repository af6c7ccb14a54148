/** How far a run is. */
export interface Progress {
  /** What is being done, a few words: `Preparing figures`. */
  readonly stage: string;
  readonly done: number;
  /** 0 where the total is not known. */
  readonly total: number;
}
