import type { EncodeJob } from './encode-job.js';

/** A way to encode the full resolution. */
export interface Candidate {
  readonly format: string;
  readonly encode: () => Promise<Uint8Array>;
}

/** The candidates for the full resolution. */
export interface Choice {
  readonly job: EncodeJob;
  /** The source without its metadata, where that shows the same picture. */
  readonly source: Uint8Array | undefined;
  /** The source's format. */
  readonly format: string;
  /** In order of preference. */
  readonly preferred: readonly Candidate[];
  /** Descending qualities, tried when nothing else fits. */
  readonly lower: readonly Candidate[];
}

/**
 * Returns the first encoding that is not larger than the source. Before quality is lowered, the source file itself is
 * tried, without its metadata. If nothing fits, returns the smallest.
 */
export async function chooseFull(choice: Choice): Promise<{ readonly format: string; readonly bytes: Uint8Array }> {
  const { job, source, format } = choice;
  const limit = job.bytes.length;
  let smallest: { readonly format: string; readonly bytes: Uint8Array } | undefined;
  const own = source ? [{ format, encode: async () => source }] : [];
  for (const candidate of [...choice.preferred, ...own, ...choice.lower]) {
    job.signal?.throwIfAborted();
    const result = { format: candidate.format, bytes: await candidate.encode() };
    if (result.bytes.length <= limit) return result;
    if (!smallest || result.bytes.length < smallest.bytes.length) smallest = result;
  }
  if (!smallest) throw new Error('no candidate to encode');
  return smallest;
}
