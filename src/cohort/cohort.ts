import { type SettingsByQuestion, settingsOf } from '../model/question-settings.js';
import type { SiteFacts, SitePage } from '../render/views/page.js';
import { type CohortId, type CohortSource, identifyCohort } from './cohort-id.js';
import { type CohortEntry, type CohortMember, readEntries, statusById } from './entry.js';
import { type JoinedQuestion, joinEditions } from './join-editions.js';
import { beginningOfPrompt } from './question-wordings.js';
import { type ShortName, shortNames } from './short-names.js';

/** All groups, and the data that the pages over them share. */
export interface Cohort {
  /** The id under which marks are stored. */
  readonly id: CohortId;
  readonly site: SiteFacts;
  /** In display order. */
  readonly entries: readonly CohortEntry[];
  /** The entries whose reports could be read. */
  readonly members: readonly CohortMember[];
  /** Titles of the templates that groups use, in the order of the configuration. */
  readonly templates: readonly string[];
  /** Every question that any group was asked, in display order. */
  readonly questions: readonly CohortQuestion[];
  /** The non-empty pages over all groups, for the navigation in the header. */
  readonly pages: readonly SitePage[];
  /** Bytes that the groups of one page may take, as estimated. */
  readonly maxPartBytes: number;
}

/** A question with its counts over all groups. */
export interface CohortQuestion extends ShortName {
  /**
   * Unique in the cohort: the key in the first edition that asks it, with the edition's name as suffix if the key is
   * taken.
   */
  readonly id: string;
  /** `Question 7`, `Results`; unique in the cohort. */
  readonly label: string;
  /** The beginning of its prompt; empty if it is unknown. */
  readonly asks: string;
  /** Maximum points; null if not configured. */
  readonly points: number | null;
  /** Number of groups that answered it. */
  readonly answered: number;
  /** Number of groups that were asked it: editions of a course differ in their questions. */
  readonly groups: number;
}

/** Paths of the pages over all groups, relative to the site's root. */
export const paths = {
  groups: 'index.html',
  checklist: 'checklist.html',
  similar: 'similar.html',
  search: 'search.html',
  question: (id: string): string => `questions/${reservedOnWindows.test(id) ? `question-${id}` : id}.html`,
} as const;

/** Device names that Windows reserves: no file can have them, whatever its extension. */
const reservedOnWindows = /^(?:con|prn|aux|nul|(?:com|lpt)\d)(?:\.|$)/;

/** Collects the data that the pages over all groups share. */
export function openCohort(site: SiteFacts, entries: readonly CohortEntry[], source: CohortSource): Cohort {
  const { members, templates, questions: joined } = joinEditions(readEntries(entries), source.templates);
  const questions = countAnswered(joined, members, source.settings);
  const [first] = questions;
  const { t } = site.language;
  const items = members.some(({ outcome }) => outcome.summary.checklist.total > 0);
  const pages = [
    { title: t('nav.groups'), path: paths.groups },
    ...(first ? [{ title: t('nav.questions'), path: paths.question(first.id) }] : []),
    ...(items ? [{ title: t('nav.checklist'), path: paths.checklist }] : []),
    ...(members.length > 1 && site.audience === 'staff' ? [{ title: t('nav.similar'), path: paths.similar }] : []),
    ...(members.length > 0 ? [{ title: t('nav.search'), path: paths.search }] : []),
  ];
  const id = identifyCohort(source, { questions, groups: members.length });
  const { maxPartBytes } = source;
  return { id, site, entries, members, templates, questions, pages, maxPartBytes };
}

function countAnswered(
  questions: readonly JoinedQuestion[],
  members: readonly CohortMember[],
  settings: SettingsByQuestion,
): readonly CohortQuestion[] {
  const counts = new Map(questions.map(({ id }) => [id, { answered: 0, groups: 0, members: [] as CohortMember[] }]));
  for (const member of members)
    for (const [id, status] of statusById(member)) {
      const count = counts.get(id);
      if (!count) continue;
      count.groups += 1;
      if (status === 'answered') count.answered += 1;
      count.members.push(member);
    }
  // A template's question that no group was asked: all of them fit another template.
  const asked = questions.filter(({ id }) => (counts.get(id)?.groups ?? 0) > 0);
  const shorts = shortNames(asked);
  return asked.map(({ id, label, names }, index) => {
    const { answered = 0, groups = 0, members: some = [] } = counts.get(id) ?? {};
    const { short = '', distinction = '' } = shorts[index] ?? {};
    const asks = beginningOfPrompt(some, id);
    return { id, label, short, distinction, asks, points: pointsOf(names, settings), answered, groups };
  });
}

/** The points in the first edition that has some: one mark is given for all editions. */
function pointsOf(names: JoinedQuestion['names'], settings: SettingsByQuestion): number | null {
  for (const { key, template } of names) {
    const points = settingsOf(settings, key, template)?.points;
    if (points !== undefined) return points;
  }
  return null;
}
