import type { MarkRecord } from '../../../../src/model/mark-record.js';
import { t } from '../words.js';

/** What marks belong to. */
export interface Site {
  /** The cohort that marks are kept under. */
  readonly cohort: string;
  /** The cohort that this one was before the configuration named it; the same where it does not. */
  readonly derived: string;
  readonly title: string;
  /** Names by slug. */
  readonly groups: ReadonlyMap<string, string>;
  /** By key, in the order of the site. */
  readonly questions: ReadonlyMap<string, SiteQuestion>;
  /** What version 0.1.0 kept the marks of exactly these groups under, and its digests of this page's answers. */
  readonly former: { readonly id: string; readonly digests: ReadonlyMap<string, string> };
  /** The parts that this page is split into; empty if it is not. */
  readonly parts: readonly SitePart[];
}

/** A part of a question's page. */
export interface SitePart {
  readonly href: string;
  /** Ids of the answers in it. */
  readonly answers: ReadonlySet<string>;
  readonly isHere: boolean;
}

export interface SiteQuestion {
  /** `Question 7`. */
  readonly label: string;
  /** The most that a mark may give; null where marks may be any text. */
  readonly points: number | null;
}

/** What the page says of the site that it is part of. */
export function readSite(): Site {
  const {
    cohort,
    derived,
    title,
    groups,
    questions,
    former,
    parts = [],
  } = JSON.parse(document.getElementById('grading:data')?.textContent ?? '') as {
    readonly cohort: string;
    readonly derived: string;
    readonly title: string;
    readonly groups: Readonly<Record<string, string>>;
    readonly questions: readonly (SiteQuestion & { readonly key: string })[];
    readonly former: { readonly id: string; readonly digests: Readonly<Record<string, string>> };
    readonly parts?: readonly { readonly href: string; readonly answers: string }[];
  };
  const [first] = document.querySelectorAll('[data-reply]');
  return {
    cohort,
    derived,
    title,
    groups: new Map(Object.entries(groups)),
    questions: new Map(questions.map(({ key, ...question }) => [key, question])),
    former: { id: former.id, digests: new Map(Object.entries(former.digests)) },
    parts: parts.map(({ href, answers }) => {
      const ids = new Set(answers.split(' '));
      return { href, answers: ids, isHere: ids.has(first?.id ?? '') };
    }),
  };
}

/** The name of the group that an answer is of; undefined for none of this site. */
export function groupOf({ groups }: Site, slug: string): string | undefined {
  return groups.get(slug.split('~')[0] ?? slug);
}

/** What a question is called. */
export function labelOf({ questions }: Site, key: string): string {
  return questions.get(key)?.label ?? t('marks.question', { key });
}

/** The most points for a question; null where marks may be any text. */
export function pointsOf({ questions }: Site, key: string): number | null {
  return questions.get(key)?.points ?? null;
}

/** By question, then by group. */
export function inOrder({ questions }: Site, records: readonly MarkRecord[]): readonly MarkRecord[] {
  const places = new Map([...questions.keys()].map((key, index) => [key, index]));
  const placeOf = ({ key }: MarkRecord): number => places.get(key) ?? places.size;
  return [...records].sort((a, b) => placeOf(a) - placeOf(b) || compare(a.key, b.key) || compare(a.slug, b.slug));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
