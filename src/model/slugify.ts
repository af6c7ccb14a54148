import { letterPattern } from './letters.js';

const removed = letterPattern('[^\\p{L}\\p{N}\\p{M}\\s_-]', 'g');

/** The slug that GitHub gives a heading: lower case, letters and digits, `-` for whitespace. */
export function slugify(heading: string): string {
  const lower = heading.trim().toLowerCase();
  return lower.replace(removed(lower), '').replace(/\s/g, '-');
}
