import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
