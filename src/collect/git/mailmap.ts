import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceTree } from '../sources/source.js';

/** Most bytes of a `.mailmap`. */
const maxBytes = 64 * 1024;

/** Arguments for git with which it joins the addresses of one person as the repository's `.mailmap` says. */
export async function writeMailmap(tree: SourceTree, work: string): Promise<readonly string[]> {
  const { entries } = await tree.list();
  const entry = entries.find(({ path, kind }) => path === '.mailmap' && kind === 'file');
  if (!entry) return [];
  const text = (await tree.readTexts([entry], maxBytes)).get(entry.path);
  if (text === undefined) return [];
  const file = join(work, 'mailmap');
  await writeFile(file, text);
  return ['-c', `mailmap.file=${file}`];
}
