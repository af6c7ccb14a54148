import { availableParallelism } from 'node:os';

/** Each figure takes some 100 MB of memory while it is encoded. */
const maxAtOnce = 8;

/**
 * How many figures to encode at once: one per core and one more, up to {@link maxAtOnce}. `UV_THREADPOOL_SIZE`, which limits
 * the threads of libuv's pool, limits it too.
 *
 * Each uses one libvips thread: most of the time goes into encoding WebP, which is single-threaded anyway. Best of four
 * runs over the 35 figures of the corpus on two cores: two figures with one thread each 3.2 s, with two threads each
 * 3.5 s, one figure with two threads 5.5 s. One more than cores, because between two steps a figure waits for its turn: of
 * the build of five reports, two at once take 4 % more time than three, and four as much as three.
 */
export function figureConcurrency(): number {
  const pool = Number(process.env['UV_THREADPOOL_SIZE']);
  return Math.min(availableParallelism() + 1, maxAtOnce, Number.isInteger(pool) && pool > 0 ? pool : maxAtOnce);
}
