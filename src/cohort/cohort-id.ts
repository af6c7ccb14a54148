import type { SettingsByQuestion } from '../model/question-settings.js';
import type { Template } from '../parse/template/template.js';
import { shortHash } from './short-hash.js';

/** The configuration that pages over all groups depend on. */
export interface CohortSource {
  /** `site.id` of the configuration; null if it is not set. */
  readonly id: string | null;
  readonly templates: readonly Template[];
  readonly settings: SettingsByQuestion;
  /** Bytes that the groups of one page may take, as estimated. */
  readonly maxPartBytes: number;
}

/** The identity of a cohort. It stays the same when a group is added late or the title changes. */
export interface CohortId {
  readonly id: string;
  /** The id without `site.id`: marks may have been stored under it before the configuration stated one. */
  readonly derived: string;
}

interface CohortQuestions {
  readonly questions: readonly {
    readonly id: string;
    /** The beginning of its prompt. */
    readonly asks: string;
    /** Number of groups that were asked it. */
    readonly groups: number;
  }[];
  /** Number of groups with readable reports. */
  readonly groups: number;
}

/**
 * Identifies a cohort by the configuration, or else by the first template's questions, or else by the reports'
 * questions.
 */
export function identifyCohort(
  { id, templates: [first] }: Pick<CohortSource, 'id' | 'templates'>,
  cohort: CohortQuestions,
): CohortId {
  const asked = first?.questions.size ? askedByTemplate(first) : askedByReports(cohort);
  // Starts with a letter, so that spreadsheets do not read it as a number.
  const derived = `q${shortHash(asked.join('\n'))}`;
  return { id: id ?? derived, derived };
}

function askedByTemplate({ questions }: Template): readonly string[] {
  return [...questions.values()].map(({ key, words }) => `${key} ${words.join(' ')}`);
}

/** Ignores questions that few reports have: one more report, with a heading of its own, should not change the id. */
function askedByReports({ questions, groups: all }: CohortQuestions): readonly string[] {
  return questions
    .filter(({ groups }) => groups * 2 >= all)
    .map(({ id: key, asks }) => [key, ...(asks.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])].join(' '));
}
