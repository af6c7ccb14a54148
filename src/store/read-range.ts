import { open } from 'node:fs/promises';

/** A part of a file, in bytes. */
export interface ByteRange {
  readonly start: number;
  readonly length: number;
}

/** Reads a part of a file; undefined if the file cannot be read or is shorter. */
export async function readRange(path: string, { start, length }: ByteRange): Promise<Uint8Array | undefined> {
  const file = await open(path).catch(() => undefined);
  if (!file) return undefined;
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, start);
    return bytesRead === length ? buffer : undefined;
  } catch {
    return undefined;
  } finally {
    await file.close();
  }
}
