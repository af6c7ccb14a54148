import path from 'node:path';
import { deviceName } from '../../site/plan.js';

/** Names of the cohort's own files and folders, without `.html`: a report in a single file is `<slug>.html`. */
const reserved: ReadonlySet<string> = new Set([
  'index',
  'checklist',
  'search',
  'similar',
  'questions',
  'manifest.json',
  '404',
  'cname',
]);

/** Most characters of a slug: short enough for every file system with a file's name behind it. */
const maxLength = 80;

/**
 * Gives every folder a name that is safe in an address and on every file system, and that no other folder has.
 *
 * @param folders Absolute paths, in the order of the site.
 * @returns One slug per folder, in the same order.
 */
export function slugsFor(folders: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return folders.map((folder) => {
    const own = safeName(path.basename(folder));
    const withParent = safeName(`${path.basename(path.dirname(folder))}-${path.basename(folder)}`);
    const slug =
      [own, withParent, ...Array.from({ length: folders.length }, (_, index) => `${own}-${index + 2}`)].find(
        (name) => !taken.has(key(name)),
      ) ?? own;
    taken.add(key(slug));
    return slug;
  });
}

/** File systems may ignore letter case and Unicode normalization. */
function key(slug: string): string {
  return slug.normalize('NFC').toLowerCase();
}

function safeName(name: string): string {
  const plain = name.normalize('NFC').replace(/[^\p{L}\p{N}._-]+/gu, '-');
  const safe = [...plain.replace(/^[.-]+/, '')]
    .slice(0, maxLength)
    .join('')
    .replace(/[.-]+$/, '');
  if (safe === '') return 'group';
  return reserved.has(safe.toLowerCase().replace(/\.html$/, '')) || deviceName.test(safe) ? `group-${safe}` : safe;
}
