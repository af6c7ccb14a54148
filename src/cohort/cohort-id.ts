import type { Template } from '../parse/template/template.js';
import { shortHash } from './short-hash.js';

/** What a cohort's identity comes from, besides its reports. */
export interface CohortSource {
  /** `site.id` of the configuration; null where there is none. */
  readonly id: string | null;
  readonly templates: readonly Template[];
}

/** The identity of a cohort: neither a group that comes late nor a new title changes it. */
export interface CohortId {
  readonly id: string;
  /** What `id` is without `site.id`: marks may have been kept under it before the configuration stated one. */
  readonly derived: string;
}

interface CohortQuestions {
  readonly questions: readonly {
    readonly id: string;
    /** The beginning of what it asks. */
    readonly asks: string;
    /** Groups whose reports have it or lost it. */
    readonly groups: number;
  }[];
  /** Groups whose reports could be read. */
  readonly groups: number;
}

/** Identifies a cohort by the configuration, else by the first template's questions, else by the reports' own. */
export function identifyCohort({ id, templates: [first] }: CohortSource, cohort: CohortQuestions): CohortId {
  const asked = first?.questions.size ? askedByTemplate(first) : askedByReports(cohort);
  // Begins with a letter, so that no spreadsheet reads it as a number.
  const derived = `q${shortHash(asked.join('\n'))}`;
  return { id: id ?? derived, derived };
}

function askedByTemplate({ questions }: Template): readonly string[] {
  return [...questions.values()].map(({ key, words }) => `${key} ${words.join(' ')}`);
}

/** Without those that few reports have: one report more, with a heading of its own, should change nothing. */
function askedByReports({ questions, groups: all }: CohortQuestions): readonly string[] {
  return questions
    .filter(({ groups }) => groups * 2 >= all)
    .map(({ id: key, asks }) => [key, ...(asks.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])].join(' '));
}
