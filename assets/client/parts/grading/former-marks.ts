import { type MarkRecord, recordKey } from '../../../../src/model/mark-record.js';
import { remember, remembered } from '../storage.js';
import { groupOf, type Site } from './site.js';
import { prefixOf, readStored, readTitle, removeStored, storedCohorts, storedKeys, writeStored } from './stored.js';

/**
 * Moves what version 0.1.0 kept to where it is kept now, when it is certain to be of this site: it was kept under a digest
 * of the same title and the same groups. Of two marks of one answer, the later one stands.
 */
export function moveFormer({ cohort, former }: Site): void {
  for (const key of storedKeys(former.id)) {
    const record = readStored(key);
    if (!record) continue;
    const target = prefixOf(cohort) + recordKey(record);
    const current = readStored(target);
    const isLater = !current || record.updated > current.updated;
    if (!isLater || writeStored(target, { ...record, cohort }) === undefined) removeStored(key);
  }
}

/**
 * Marks that may be of this site: kept by one with the same title and other questions or groups, or before the
 * configuration named the cohort. Two runs of a course can have all of that in common, so somebody has to decide.
 */
export function findFormer(site: Site, held: readonly MarkRecord[]): readonly MarkRecord[] {
  const known = new Set(held.map(recordKey));
  const declined = new Set(declinedCohorts(site));
  return cohortsLike(site)
    .filter((cohort) => !declined.has(cohort))
    .flatMap((cohort) => storedKeys(cohort).flatMap((key) => readStored(key) ?? []))
    .filter((record) => groupOf(site, record.slug) !== undefined && !known.has(recordKey(record)));
}

/** Remembers that what is there now is not of this site. */
export function declineFormer(site: Site): void {
  remember(declinedKey(site), [...new Set([...declinedCohorts(site), ...cohortsLike(site)])].join(' '));
}

function cohortsLike({ cohort, derived, title }: Site): readonly string[] {
  return storedCohorts().filter((other) => other !== cohort && (other === derived || readTitle(other) === title));
}

function declinedCohorts(site: Site): readonly string[] {
  return remembered(declinedKey(site))?.split(' ') ?? [];
}

function declinedKey({ cohort }: Site): string {
  return `declined:${cohort}`;
}
