/** Progress of a run. */
export interface Progress {
  /** What is being done, a few words: `Preparing figures`. */
  readonly stage: string;
  readonly done: number;
  /** 0 if the total is unknown. */
  readonly total: number;
}
