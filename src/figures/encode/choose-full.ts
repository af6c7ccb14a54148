import type { Header } from '../inspect/read-header.js';
import type { EncodeJob } from './encode-job.js';
import { stripMetadata } from './strip-metadata.js';

/** A way to encode the full resolution. */
export interface Candidate {
  readonly format: string;
  readonly encode: () => Promise<Uint8Array>;
}

/** What there is to choose from. */
export interface Choice {
  readonly job: EncodeJob;
  readonly header: Header;
  /** In order of preference. */
  readonly preferred: readonly Candidate[];
  /** With ever more loss, for when nothing else fits. */
  readonly lower: readonly Candidate[];
}

/**
 * The first encoding that is not larger than the source. Before anything is given up, the source's own pixels serve,
 * without its metadata: they are as good as the picture ever was. If nothing fits, the smallest.
 */
export async function chooseFull(choice: Choice): Promise<{ readonly format: string; readonly bytes: Uint8Array }> {
  const { job, header } = choice;
  const limit = job.bytes.length;
  let smallest: { readonly format: string; readonly bytes: Uint8Array } | undefined;
  const stripped = stripMetadata(job.bytes, header);
  const own = stripped ? [{ format: header.format, encode: async () => stripped }] : [];
  for (const candidate of [...choice.preferred, ...own, ...choice.lower]) {
    job.signal?.throwIfAborted();
    const result = { format: candidate.format, bytes: await candidate.encode() };
    if (result.bytes.length <= limit) return result;
    if (!smallest || result.bytes.length < smallest.bytes.length) smallest = result;
  }
  if (!smallest) throw new Error('no candidate to encode');
  return smallest;
}
