import { hasContent, type MarkRecord, readRecord } from '../../../../src/model/mark-record.js';

/** Why the browser did not keep something: it keeps nothing for this page, or has no room left. */
export type Refusal = 'blocked' | 'full';

const records = 'handin-mark:';
const titles = 'handin-site:';

/** What the keys of a cohort's records begin with. */
export function prefixOf(cohort: string): string {
  return `${records}${cohort}:`;
}

/** Whether the browser would keep anything now. */
export function probeStorage(): Refusal | undefined {
  return attempt(() => {
    localStorage.setItem('handin-probe', 'x');
    localStorage.removeItem('handin-probe');
  });
}

/** Writes one record, or removes one that says nothing any more. */
export function writeStored(key: string, record: MarkRecord): Refusal | undefined {
  return attempt(() => {
    if (!hasContent(record)) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(record));
  });
}

function attempt(act: () => void): Refusal | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    const isFull = error instanceof DOMException && /quota/i.test(error.name);
    return isFull ? 'full' : 'blocked';
  }
}

/** Removes a record. */
export function removeStored(key: string): void {
  attempt(() => localStorage.removeItem(key));
}

/** Remembers the title of a cohort's site, by which its marks are found when its identity changes. */
export function writeTitle(cohort: string, title: string): void {
  attempt(() => localStorage.setItem(titles + cohort, title));
}

/** The title of the site that was last marked of a cohort. */
export function readTitle(cohort: string): string | null {
  try {
    return localStorage.getItem(titles + cohort);
  } catch {
    return null;
  }
}

/** The cohorts that anything was marked of in this browser. */
export function storedCohorts(): readonly string[] {
  return keysUnder(titles).map((key) => key.slice(titles.length));
}

/** The keys of all that is stored of a cohort, whether it can be read or not. */
export function storedKeys(cohort: string): readonly string[] {
  return keysUnder(prefixOf(cohort));
}

function keysUnder(prefix: string): readonly string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

/** The record under a key; undefined for none, and for what is no record. */
export function readStored(key: string): MarkRecord | undefined {
  try {
    const value = JSON.parse(localStorage.getItem(key) ?? 'null') as (object & { readonly question?: unknown }) | null;
    // Version 0.1.0 wrote the question's number and no cohort.
    const former = typeof value?.question === 'number' ? { cohort: '', key: String(value.question) } : {};
    return readRecord(value && { ...value, ...former });
  } catch {
    return undefined;
  }
}
