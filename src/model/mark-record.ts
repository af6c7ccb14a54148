/** A grader's mark and note for one answer. Pages store it in the browser and in files. */
export interface MarkRecord {
  /** The cohort of the group: `site.id`, or the identity derived from its questions. */
  readonly cohort: string;
  /** The group's slug; `slug~2` for its second answer to the question. */
  readonly slug: string;
  /** The question's key. */
  readonly key: string;
  /** A number, a letter or a word; empty if there is only a note. */
  readonly mark: string;
  readonly note: string;
  /** Time of the last change: ISO 8601, UTC, with milliseconds, so that sorting strings sorts times. */
  readonly updated: string;
  /** Digest of the answer that was marked; empty when it is unknown. */
  readonly digest: string;
}

/** Maximum number of characters. */
export const maxLengths = { mark: 20, note: 5000 } as const;

/** The key of an answer within its cohort, under which marks are stored and compared. */
export function recordKey({ slug, key }: Pick<MarkRecord, 'slug' | 'key'>): string {
  return `${key}:${slug}`;
}

/** Whether there is a mark or a note. */
export function hasContent({ mark, note }: MarkRecord): boolean {
  return mark !== '' || note !== '';
}

/** Whether two records have the same mark and note, regardless of time and digest. */
export function haveSameContent(a: MarkRecord, b: MarkRecord): boolean {
  return a.mark === b.mark && a.note === b.note;
}

/** Validates a value of unknown origin; undefined if it is not a record. */
export function readRecord(value: unknown): MarkRecord | undefined {
  const { cohort, slug, key, mark, note, updated, digest } = (value ?? {}) as Partial<Record<string, unknown>>;
  const texts = { cohort, slug, key, mark, note, updated, digest };
  return Object.values(texts).every((text) => typeof text === 'string') ? (texts as MarkRecord) : undefined;
}

/** Normalizes a mark for storage: where points are given, a number with a decimal point. */
export function normalizeMark(text: string, points: number | null): string {
  const mark = text.trim().replace(/\s+/g, ' ');
  return points === null || !pointsPattern.test(mark) ? mark : String(Number(mark.replace(',', '.')));
}

/** Why a text is not a valid mark: the key of the words that say it, with their values. */
export interface MarkFault {
  readonly key: 'marks.noNumber' | 'marks.tooMany';
  readonly mark: string;
  readonly points: number;
}

/** Tells why a text is not a valid mark; undefined if it is valid. */
export function markFault(text: string, points: number | null): MarkFault | undefined {
  const mark = text.trim();
  if (points === null || mark === '') return undefined;
  if (!pointsPattern.test(mark)) return { key: 'marks.noNumber', mark, points };
  if (Number(mark.replace(',', '.')) > points) return { key: 'marks.tooMany', mark, points };
  return undefined;
}

const pointsPattern = /^(?:\d+[.,]?\d*|[.,]\d+)$/;
