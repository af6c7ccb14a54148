import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** Enough for the generator, which comes first. */
const headBytes = 100;

/**
 * Whether a file is the manifest of a site that Handin wrote. Only its beginning is read: that of 10,000 groups has 100 MB.
 *
 * @throws The system's error when it cannot be read
 */
export async function isOwnManifest(path: string): Promise<boolean> {
  // Without O_NONBLOCK opening a named pipe would block.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    if (!(await file.stat()).isFile()) return false;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return /^\s*\{\s*"generator"\s*:\s*"handin /.test(buffer.toString('utf8', 0, bytesRead));
  } finally {
    await file.close();
  }
}
