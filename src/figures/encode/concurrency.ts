import { availableParallelism } from 'node:os';
import sharp from 'sharp';

/** Threads that Node gives to work outside JavaScript, unless `UV_THREADPOOL_SIZE` says otherwise. */
const defaultPool = 4;

/**
 * How many figures to work on at once: one per core, as far as Node has threads for them.
 *
 * One thread inside libvips each: WebP, where the time goes, is encoded on a single thread whatever libvips has. Best of
 * four over the 35 figures of the corpus on two cores: two figures with one thread each 3.2 s, with two threads each
 * 3.5 s, one figure with two threads 5.5 s, four figures with one thread 3.0 s in twice the memory.
 */
export function figureConcurrency(): number {
  const pool = Number(process.env['UV_THREADPOOL_SIZE'] ?? defaultPool);
  return Math.max(1, Math.min(availableParallelism(), Number.isInteger(pool) ? pool : defaultPool));
}

/** Sets up sharp, which has one setting for the whole process, for figures that are each opened once. */
export function configureSharp(): void {
  sharp.concurrency(1);
  sharp.cache(false);
}
