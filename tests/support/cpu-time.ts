/** Milliseconds of the processor that this process has used since an earlier `process.cpuUsage()`. */
export function cpuMilliseconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

/** Milliseconds of the processor that some work takes at best: what the machine does besides does not count. */
export function leastTime(runs: number, work: () => unknown): number {
  return leastTimes(runs, [work])[0] ?? 0;
}

/** The same for several pieces of work, which take turns: what slows the machine down for a while slows all of them. */
export function leastTimes(runs: number, works: readonly (() => unknown)[]): readonly number[] {
  const best = works.map(() => Number.POSITIVE_INFINITY);
  for (let run = 0; run < runs; run += 1)
    for (const [index, work] of works.entries()) {
      const before = process.cpuUsage();
      work();
      best[index] = Math.min(best[index] ?? 0, cpuMilliseconds(before));
    }
  return best;
}
