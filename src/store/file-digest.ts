import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { sha256OfParts } from '../model/sha256.js';

/** Where files are read to, one after the other: a new one for each of thousands would be garbage. */
const chunk = Buffer.allocUnsafeSlow(256 * 1024);

/** Bytes of the largest file that is read, as `readFileSync` has it: strangers' files may be sparse and of any size. */
const maxBytes = 2 ** 31 - 1;

/**
 * The SHA-256 of a file, lower-case hexadecimal. It is read in chunks: the manifest of thousands of groups takes a hundred
 * megabytes. What is appended meanwhile is not read.
 *
 * @throws the file system's error if it cannot be read; an Error if it has more than 2 GiB
 */
export function digestOfFile(path: string): string {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    if (size > maxBytes) throw new Error(`${path} is too large to be read`);
    return sha256OfParts(chunksOf(file, size));
  } finally {
    closeSync(file);
  }
}

function* chunksOf(file: number, size: number): Iterable<Uint8Array> {
  for (let left = size; left > 0; ) {
    const read = readSync(file, chunk, 0, Math.min(chunk.length, left), null);
    if (read === 0) return;
    yield chunk.subarray(0, read);
    left -= read;
  }
}
