import type { Incomplete, Unreadable } from '../inspect/unreadable.js';
import { encodeFigure, tryDecoding } from './encode-figure.js';
import type { EncodedFigure, EncodeJob } from './encode-job.js';
import { type EncoderVersions, installedVersions } from './encoder-versions.js';

/** What an encoder can be asked, and what it answers. */
export interface EncoderAnswers {
  /** See `encodeFigure`. */
  readonly encode: EncodedFigure | Unreadable;
  /** See `tryDecoding`. */
  readonly decode: Unreadable | Incomplete | undefined;
  readonly versions: EncoderVersions;
}

/** A question to an encoder. */
export type EncoderTask =
  | ({ readonly kind: 'encode' | 'decode' } & Omit<EncodeJob, 'signal'>)
  | { readonly kind: 'versions' };

/** Answers a question. Rejects only when aborted. */
export async function doEncoderTask(
  task: EncoderTask,
  signal?: AbortSignal,
): Promise<EncoderAnswers[keyof EncoderAnswers]> {
  switch (task.kind) {
    case 'encode':
      return encodeFigure({ ...task, signal });
    case 'decode':
      return tryDecoding(task.bytes, task.options);
    case 'versions':
      return installedVersions();
  }
}
