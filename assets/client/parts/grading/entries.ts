import { hasContent, type MarkRecord, maxLengths } from '../../../../src/model/mark-record.js';
import { t } from '../words.js';
import { FileFault } from './file-fault.js';

/** What a file says of one answer, not yet checked. */
export interface Entry {
  /** Where in the file: `Line 7`. */
  readonly place: string;
  /** The cohort it was written for; empty when the file does not say it. */
  readonly cohort: unknown;
  readonly slug: unknown;
  /** The question's key, or its number. */
  readonly question: unknown;
  readonly mark: unknown;
  readonly note: unknown;
  readonly updated: unknown;
  readonly digest: unknown;
}

/** A file with more faults than this is another file altogether. */
const shownFaults = 12;

/**
 * Checks what a file says. Entries with neither mark nor note say nothing and are left out; those without a time were
 * written `now`.
 *
 * @throws FileFault naming every entry that cannot be understood: half a file is worse than none
 */
export function readEntries(entries: readonly Entry[], now: string): readonly MarkRecord[] {
  const faults: string[] = [];
  const records = entries.flatMap((entry) => {
    const faultless = readEntry(entry, now);
    if (typeof faultless !== 'string') return hasContent(faultless) ? [faultless] : [];
    faults.push(`${entry.place}: ${faultless}`);
    return [];
  });
  if (faults.length === 0) return records;
  const more = faults.length - shownFaults;
  throw new FileFault(
    [...faults.slice(0, shownFaults), ...(more > 0 ? [t('file.more', { count: more })] : [])].join('\n'),
  );
}

const faults = {
  mark: { noText: 'file.markNoText', tooLong: 'file.markTooLong' },
  note: { noText: 'file.noteNoText', tooLong: 'file.noteTooLong' },
} as const;

/** The entry, checked; or what is wrong with it, a sentence. */
function readEntry(entry: Entry, now: string): MarkRecord | string {
  const { cohort, slug, question, mark, note, updated, digest } = entry;
  if (typeof slug !== 'string' || slug === '') return t('file.noSlug');
  const key = readText(question)?.toLowerCase() ?? '';
  if (!/^[a-z\d][a-z\d.-]*$/.test(key)) return t('file.noKey', { value: shown(question) });
  const time = readTime(updated, now);
  if (time === undefined) return t('file.noTime', { value: shown(updated) });
  const texts = { mark: readText(mark), note: readText(note) };
  for (const name of ['mark', 'note'] as const) {
    if (texts[name] === undefined) return t(faults[name].noText, { value: shown(name === 'mark' ? mark : note) });
    if (texts[name].length > maxLengths[name]) return t(faults[name].tooLong, { count: maxLengths[name] });
  }
  return {
    cohort: typeof cohort === 'string' ? cohort : '',
    slug,
    key,
    mark: texts.mark?.replace(/\s+/g, ' ') ?? '',
    note: texts.note ?? '',
    updated: time,
    digest: typeof digest === 'string' ? digest : '',
  };
}

function readText(value: unknown): string | undefined {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.replace(/\r\n?/g, '\n').trim() : undefined;
}

function readTime(value: unknown, now: string): string | undefined {
  if (value === undefined || value === null || value === '') return now;
  if (typeof value !== 'string') return undefined;
  const written = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/.test(value.trim());
  const time = written ? Date.parse(value.trim().replace(' ', 'T')) : Number.NaN;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? `“${value}”` : (JSON.stringify(value) ?? t('file.missing'));
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
