/** What a grader wrote to one answer. Pages keep it in the browser and in files. */
export interface MarkRecord {
  /** The cohort that the group belongs to: `site.id`, or what stands for it. */
  readonly cohort: string;
  /** The group's slug; `slug~2` for its second answer to the question. */
  readonly slug: string;
  /** The question's key. */
  readonly key: string;
  /** A number, a letter or a word; empty where there is only a note. */
  readonly mark: string;
  readonly note: string;
  /** When it was written: ISO 8601, UTC, with milliseconds, so that sorting texts sorts times. */
  readonly updated: string;
  /** The digest of the answer that was marked; empty when it is not known. */
  readonly digest: string;
}

/** Characters that a mark and a note may have at most. */
export const longest = { mark: 20, note: 5000 } as const;

/** One text for one answer of a cohort: what marks are kept and compared under. */
export function recordKey({ slug, key }: Pick<MarkRecord, 'slug' | 'key'>): string {
  return `${key}:${slug}`;
}

/** Whether there is a mark or a note. */
export function saysAnything({ mark, note }: MarkRecord): boolean {
  return mark !== '' || note !== '';
}

/** Whether two say the same, whenever and of whichever text of the answer they say it. */
export function sayTheSame(a: MarkRecord, b: MarkRecord): boolean {
  return a.mark === b.mark && a.note === b.note;
}

/** Reads a record from a value of unknown origin; undefined for anything else. */
export function readRecord(value: unknown): MarkRecord | undefined {
  const { cohort, slug, key, mark, note, updated, digest } = (value ?? {}) as Partial<Record<string, unknown>>;
  const texts = { cohort, slug, key, mark, note, updated, digest };
  return Object.values(texts).every((text) => typeof text === 'string') ? (texts as MarkRecord) : undefined;
}

/** The mark as it is kept: where points are to be given, a number with a decimal point. */
export function normalizeMark(text: string, points: number | null): string {
  const mark = text.trim().replace(/\s+/g, ' ');
  return points === null || !number.test(mark) ? mark : String(Number(mark.replace(',', '.')));
}

/** What keeps a text from being a mark, a sentence; undefined when nothing does. */
export function markFault(text: string, points: number | null): string | undefined {
  const mark = text.trim();
  if (points === null || mark === '') return undefined;
  if (!number.test(mark)) return `“${mark}” is no number from 0 to ${points}.`;
  if (Number(mark.replace(',', '.')) > points) return `${mark} is more than the ${points} points of this question.`;
  return undefined;
}

const number = /^(?:\d+[.,]?\d*|[.,]\d+)$/;
