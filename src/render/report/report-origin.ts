import type { Audience } from '../../model/audience.js';
import type { CollectRecord } from '../../model/collected.js';
import { sourceLinks } from '../../model/source-links.js';
import { isEnglish, type Language } from '../../words/language.js';
import type { OriginView } from '../views/report.js';

/** What a page says of the commit that it was made from; to the public no more than which it is. */
export function viewOrigin(
  record: CollectRecord | null,
  { audience, language }: { readonly audience: Audience; readonly language: Language },
): OriginView | null {
  if (!record) return null;
  const links = sourceLinks(record);
  const { commit, committerDate, repository } = record;
  return {
    repository: repository.replace(/^https?:\/\//, '').replace(/\.git$/, ''),
    repositoryHref: links?.repository ?? null,
    commit,
    short: commit?.slice(0, 10) ?? null,
    commitHref: links?.commit ?? null,
    date: committerDate,
    dateText: committerDate === null ? null : dateText(committerDate, language),
    notes: audience === 'public' ? [] : notesOn(record, language),
  };
}

/** A time in the words of a language; ISO 8601 in English. */
function dateText(date: string, language: Language): string {
  if (isEnglish(language)) return date.replace('T', ' ');
  // As it was where the commit was made.
  const local = new Date(`${date.slice(0, 19)}Z`);
  const format = new Intl.DateTimeFormat(language.wordsTag, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return Number.isNaN(local.getTime()) ? date.replace('T', ' ') : format.format(local);
}

function notesOn(
  { chosen, deadline, laterCommits, laterDatesBefore, pushedAt, rewritten }: CollectRecord,
  { t }: Language,
): readonly string[] {
  const isPushedLate = pushedAt !== null && deadline !== null && Date.parse(pushedAt) > Date.parse(deadline);
  return [
    ...(chosen === 'commit' ? [t('origin.byHand')] : []),
    ...(chosen === 'deadline' && deadline !== null ? [t('origin.deadline', { deadline })] : []),
    ...(laterCommits > 0 ? [t('origin.later', { count: laterCommits })] : []),
    ...(isPushedLate ? [t('origin.pushedLate', { time: pushedAt })] : []),
    ...(laterDatesBefore > 0 ? [t('origin.laterDates', { count: laterDatesBefore })] : []),
    ...(rewritten ? [t('origin.rewritten', { commit: rewritten.commit.slice(0, 10), place: rewritten.keptAt })] : []),
  ];
}
