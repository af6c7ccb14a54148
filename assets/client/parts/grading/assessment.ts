/** What a grader wrote to one answer. */
export interface Assessment {
  /** The group's slug; `slug~2` for its second answer under the question's number. */
  readonly slug: string;
  readonly question: number;
  /** A number, a letter or a word; empty where there is only a note. */
  readonly mark: string;
  readonly note: string;
  /** When it was written: ISO 8601, UTC, with milliseconds, so that texts are in the order of times. */
  readonly updated: string;
  /** The digest of the answer that was read; empty when it is not known. */
  readonly digest: string;
}

/** Characters that a mark and a note may have at most. */
export const longest = { mark: 20, note: 5000 } as const;

/** What marks belong to. */
export interface Site {
  /** Tells its marks from those of other sites in the same browser. */
  readonly id: string;
  readonly title: string;
  /** Names by slug. */
  readonly groups: ReadonlyMap<string, string>;
  readonly questions: readonly number[];
}

/** The name of the group that an answer is of; undefined for none of this site. */
export function groupOf({ groups }: Site, slug: string): string | undefined {
  return groups.get(slug.split('~')[0] ?? slug);
}

/** One text for one answer: what marks are kept and compared under. */
export function keyOf({ slug, question }: Pick<Assessment, 'slug' | 'question'>): string {
  return `${question}:${slug}`;
}

/** Whether there is a mark or a note. */
export function saysAnything({ mark, note }: Assessment): boolean {
  return mark !== '' || note !== '';
}

/** Whether two say the same, whenever they were written. */
export function sayTheSame(a: Assessment, b: Assessment): boolean {
  return a.mark === b.mark && a.note === b.note;
}

/** By question, then by group. */
export function inOrder(assessments: readonly Assessment[]): readonly Assessment[] {
  return [...assessments].sort((a, b) => a.question - b.question || (a.slug < b.slug ? -1 : a.slug > b.slug ? 1 : 0));
}
