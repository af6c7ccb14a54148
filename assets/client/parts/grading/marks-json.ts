import { type Assessment, groupOf, inOrder, type Site } from './assessment.js';
import { readEntries } from './entries.js';
import { FileFault } from './file-fault.js';
import { lineOfFault } from './json-fault.js';

/** All marks as JSON, in the order of questions and groups. */
export function marksToJson(site: Site, assessments: readonly Assessment[]): string {
  const marks = inOrder(assessments).map(({ slug, question, mark, note, updated, digest }) => ({
    group: groupOf(site, slug) ?? '',
    slug,
    question,
    mark,
    note,
    updated,
    digest,
  }));
  return `${JSON.stringify({ version: 1, site: { id: site.id, title: site.title }, marks }, null, 2)}\n`;
}

/**
 * Reads such a file.
 *
 * @throws FileFault naming the line that is no JSON, or every entry that cannot be understood
 */
export function marksFromJson(text: string, now: string): readonly Assessment[] {
  const value = parse(text.replace(/^\ufeff/, ''));
  if (!isObject(value) || !Array.isArray(value['marks']))
    throw new FileFault('This is JSON, but no list of marks: it has no “marks”.');
  if (value['version'] !== 1)
    throw new FileFault(
      `This file has version ${JSON.stringify(value['version']) ?? 'none'}, and only 1 is understood.`,
    );
  const marks: readonly unknown[] = value['marks'];
  return readEntries(
    marks.map((entry, index) => {
      const { slug, question, mark, note, updated, digest } = isObject(entry) ? entry : {};
      return { place: `Entry ${index + 1} of “marks”`, slug, question, mark, note, updated, digest };
    }),
    now,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Browsers say what is wrong, each in its words, and not all of them say where.
    throw new FileFault(`Line ${lineOfFault(text)}: here it stops being JSON.`);
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
