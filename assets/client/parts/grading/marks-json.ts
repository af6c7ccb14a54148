import type { MarkRecord } from '../../../../src/model/mark-record.js';
import { t } from '../words.js';
import { readEntries } from './entries.js';
import { FileFault } from './file-fault.js';
import { lineOfFault } from './json-fault.js';
import type { MarksFile } from './marks-file.js';
import { groupOf, inOrder, type Site } from './site.js';

/** All marks as JSON, in the order of questions and groups. */
export function marksToJson(site: Site, records: readonly MarkRecord[]): string {
  const marks = inOrder(site, records).map(({ cohort: _, ...record }) => ({
    group: groupOf(site, record.slug) ?? '',
    ...record,
  }));
  return `${JSON.stringify({ version: 2, cohort: site.cohort, title: site.title, marks }, null, 2)}\n`;
}

/**
 * Reads such a file, also as version 0.1.0 wrote it: its `site` was a digest of title and groups.
 *
 * @throws FileFault naming the line that is no JSON, or every entry that cannot be understood
 */
export function marksFromJson(text: string, now: string): MarksFile {
  const value = parse(text.replace(/^\ufeff/, ''));
  if (!isObject(value) || !Array.isArray(value['marks'])) throw new FileFault(t('file.noMarks'));
  const { version, cohort, title } = isObject(value['site'])
    ? { version: value['version'], cohort: value['site']['id'], title: value['site']['title'] }
    : value;
  if (version !== 1 && version !== 2)
    throw new FileFault(t('file.version', { version: JSON.stringify(version) ?? t('file.noVersion') }));
  const marks: readonly unknown[] = value['marks'];
  const entries = marks.map((entry, index) => {
    const { slug, key, question = key, mark, note, updated, digest } = isObject(entry) ? entry : {};
    return { place: t('file.entry', { number: index + 1 }), cohort, slug, question, mark, note, updated, digest };
  });
  return { marks: readEntries(entries, now), title: typeof title === 'string' ? title : '' };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Browsers say what is wrong, each in its words, and not all of them say where.
    throw new FileFault(t('file.noJson', { line: lineOfFault(text) }));
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
