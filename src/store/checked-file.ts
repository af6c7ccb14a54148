import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { sha256, sha256OfParts } from '../model/sha256.js';
import { jsonChunks } from './json-chunks.js';

// A checked file has the checksum of its content on the first line.

/** Reads a JSON value that `writeChecked` wrote; undefined when it is missing or damaged. */
export function readChecked(file: string): unknown {
  try {
    const bytes = readFileSync(file);
    const start = bytes.indexOf('\n') + 1;
    const content = bytes.subarray(start);
    return bytes.toString('latin1', 0, start) === `${sha256(content)}\n` ? JSON.parse(content.toString()) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Writes a JSON value with its checksum, in one step. On a full or read-only disk nothing is written: what is kept there
 * only spares work.
 */
export function writeChecked(file: string, value: unknown): void {
  const temporary = join(dirname(file), `tmp-${crypto.randomUUID()}`);
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch {
    return;
  }
  try {
    writeContent(temporary, value);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    // Only what the system refuses is no fault of ours.
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  }
}

/** Leaves room for the checksum, which is known at the end. */
function writeContent(path: string, value: unknown): void {
  const file = openSync(path, 'w');
  const write = function* (): Iterable<Uint8Array> {
    for (const chunk of jsonChunks(value)) {
      writeFileSync(file, chunk);
      yield chunk;
    }
  };
  try {
    writeSync(file, `${' '.repeat(64)}\n`);
    writeSync(file, sha256OfParts(write()), 0);
  } finally {
    closeSync(file);
  }
}

/** Removes all files of a folder but the newest; temporary files of killed processes go with the old ones. */
export function removeOldest(folder: string, keep: number): void {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const byAge = names
    .map((name) => ({
      file: join(folder, name),
      time: statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0,
    }))
    .sort((a, b) => b.time - a.time);
  for (const { file } of byAge.slice(keep)) rmSync(file, { force: true });
}
