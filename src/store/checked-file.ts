import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sha256 } from '../model/sha256.js';

/** Reads a JSON value that `writeChecked` wrote; undefined when it is missing or damaged. */
export function readChecked(file: string): unknown {
  try {
    const text = readFileSync(file, 'utf8');
    const content = text.slice(text.indexOf('\n') + 1);
    return text.startsWith(`${sha256(content)}\n`) ? JSON.parse(content) : undefined;
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
  const content = JSON.stringify(value);
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch {
    return;
  }
  try {
    writeFileSync(temporary, `${sha256(content)}\n${content}`);
    renameSync(temporary, file);
  } catch {
    rmSync(temporary, { force: true });
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
