/** Damage to the files of a cache, such as a failing disk or an interrupted copy leaves. */
import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Gives a random number below a bound. */
type Below = (bound: number) => number;

const kinds: Readonly<Record<string, (file: string, below: Below) => void>> = {
  truncated: (file, below) => truncateSync(file, below(Math.max(1, readFileSync(file).length))),
  flipped: (file, below) => {
    const bytes = readFileSync(file);
    for (let left = 1 + below(4); left > 0 && bytes.length > 0; left -= 1) {
      const place = below(bytes.length);
      bytes[place] = (bytes[place] ?? 0) ^ (1 << below(8));
    }
    writeFileSync(file, bytes);
  },
  // Of the same length, so that nothing but its content tells.
  zeroed: (file) => writeFileSync(file, Buffer.alloc(readFileSync(file).length)),
  deleted: (file) => rmSync(file),
};

/** Damages up to a third of the files below a folder, or a single one. Says what it did to each. */
export function damageFiles(folder: string, below: Below): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  files.sort();
  const names = Object.keys(kinds);
  const count = below(2) === 0 ? 1 : 1 + below(Math.ceil(files.length / 3));
  return Array.from({ length: Math.min(count, files.length) }, () => {
    const [file = ''] = files.splice(below(files.length), 1);
    const name = names[below(names.length)] ?? '';
    kinds[name]?.(file, below);
    return `${file.slice(folder.length + 1)} ${name}`;
  });
}
