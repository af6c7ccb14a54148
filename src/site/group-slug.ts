import { deviceName } from './plan.js';

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

/** A name that is safe in an address and on every file system: of a group's folder in the site, and of a collected report. */
export function groupSlug(name: string): string {
  const plain = name.normalize('NFC').replace(/[^\p{L}\p{N}._-]+/gu, '-');
  const safe = [...plain.replace(/^[.-]+/, '')]
    .slice(0, maxLength)
    .join('')
    .replace(/[.-]+$/, '');
  if (safe === '') return 'group';
  return reserved.has(safe.toLowerCase().replace(/\.html$/, '')) || deviceName.test(safe) ? `group-${safe}` : safe;
}

/** Slugs with the same key are one folder on a file system that ignores letter case or Unicode normalization. */
export function slugKey(slug: string): string {
  return slug.normalize('NFC').toLowerCase();
}
