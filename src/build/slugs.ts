import path from 'node:path';

/** Names of the cohort's own files and folders, which no group may take. */
const reserved: ReadonlySet<string> = new Set([
  'index.html',
  'checklist.html',
  'search.html',
  'questions',
  'manifest.json',
  '404.html',
  'cname',
  '.nojekyll',
]);

/** Names that Windows keeps for devices, with any extension. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

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

/** File systems may ignore the case of letters and how their accents are composed. */
function key(slug: string): string {
  return slug.normalize('NFC').toLowerCase();
}

function safeName(name: string): string {
  const safe = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
    .slice(0, 80);
  if (safe === '') return 'group';
  return reserved.has(safe.toLowerCase()) || devices.test(safe) ? `group-${safe}` : safe;
}
