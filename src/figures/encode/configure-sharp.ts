import sharp from 'sharp';

/** Configures sharp for the whole process: no cache, since each figure is opened once. */
export function configureSharp(): void {
  sharp.concurrency(1);
  sharp.cache(false);
}
