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
  const { commit, committerDate, deadline, repository } = record;
  return {
    repository: repository.replace(/^https?:\/\//, '').replace(/\.git$/, ''),
    repositoryHref: links?.repository ?? null,
    commit,
    short: commit?.slice(0, 10) ?? null,
    commitHref: links?.commit ?? null,
    date: committerDate,
    dateText: committerDate === null ? null : dateText(onClockOf(deadline, committerDate), language),
    notes: audience === 'public' ? [] : notesOn(record, language),
  };
}

/** A time in the words of a language; ISO 8601 in English. */
function dateText(date: string, language: Language): string {
  if (isEnglish(language)) return date.replace('T', ' ');
  // Formatted in the time zone that is written in it, not in that of this machine.
  const local = new Date(`${date.slice(0, 19)}Z`);
  const format = new Intl.DateTimeFormat(language.wordsTag, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return Number.isNaN(local.getTime()) ? date.replace('T', ' ') : format.format(local);
}

/** A time in the zone of the deadline, so that they can be compared at a glance. */
function onClockOf(deadline: string | null, time: string): string {
  const [zone, sign = '+', hours = '0', minutes = '0'] = /(?:Z|([+-])(\d\d):(\d\d))$/.exec(deadline ?? '') ?? [];
  const shift = Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  const moved = new Date(Date.parse(time) + shift);
  return zone === undefined || Number.isNaN(moved.getTime()) ? time : `${moved.toISOString().slice(0, 19)}${zone}`;
}

function notesOn(
  { chosen, deadline, laterCommits, laterDatesBefore, pushedAt, rewritten }: CollectRecord,
  language: Language,
): readonly string[] {
  const { t } = language;
  const isPushedLate = pushedAt !== null && deadline !== null && Date.parse(pushedAt) > Date.parse(deadline);
  return [
    ...(chosen === 'commit' ? [t('origin.byHand')] : []),
    ...(chosen === 'deadline' && deadline !== null
      ? [t('origin.deadline', { deadline: dateText(deadline, language) })]
      : []),
    ...(laterCommits > 0 ? [t('origin.later', { count: laterCommits })] : []),
    ...(isPushedLate ? [t('origin.pushedLate', { time: dateText(onClockOf(deadline, pushedAt), language) })] : []),
    ...(laterDatesBefore > 0 ? [t('origin.laterDates', { count: laterDatesBefore })] : []),
    ...(rewritten ? [t('origin.rewritten', { commit: rewritten.commit.slice(0, 10), place: rewritten.keptAt })] : []),
  ];
}
