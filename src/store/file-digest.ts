import { closeSync, openSync, readSync } from 'node:fs';
import { sha256OfParts } from '../model/sha256.js';

/** Where files are read to, one after the other: a new one for each of thousands would be garbage. */
const chunk = Buffer.allocUnsafeSlow(256 * 1024);

/**
 * The SHA-256 of a file, lower-case hexadecimal. It is read in chunks: the manifest of thousands of groups takes a hundred
 * megabytes.
 *
 * @throws the system's error when it cannot be read
 */
export function digestOfFile(path: string): string {
  const file = openSync(path, 'r');
  try {
    return sha256OfParts(chunksOf(file));
  } finally {
    closeSync(file);
  }
}

function* chunksOf(file: number): Iterable<Uint8Array> {
  for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) yield chunk.subarray(0, read);
}
