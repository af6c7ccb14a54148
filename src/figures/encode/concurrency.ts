import { availableParallelism } from 'node:os';

/** Maximum on machines with many cores: each figure takes some 100 MB of memory while it is encoded. */
const maxAtOnce = 8;

/**
 * How many figures to encode at once: one per core and one more, up to {@link maxAtOnce}. `UV_THREADPOOL_SIZE`, which limits
 * the threads of libuv's pool, limits it too.
 *
 * Each uses one libvips thread: most of the time goes into encoding WebP, which is single-threaded anyway. Best of four
 * runs over the 35 figures of the corpus on two cores: two figures with one thread each 3.2 s, with two threads each
 * 3.5 s, one figure with two threads 5.5 s. One more than cores, because a figure waits for the process's main thread between
 * two steps: with two at once, builds of 5 and of 46 reports on two cores took 1.14 and 1.01 times as long as with three.
 */
export function figureConcurrency(): number {
  const pool = Number(process.env['UV_THREADPOOL_SIZE']);
  return Math.min(availableParallelism() + 1, maxAtOnce, Number.isInteger(pool) && pool > 0 ? pool : maxAtOnce);
}
