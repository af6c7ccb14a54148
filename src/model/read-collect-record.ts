import type { ChosenBy, CollectRecord, Contributor, LeftOut, LineAuthors } from './collected.js';

/** A record, or what is wrong with the file, a sentence. */
export type ReadRecord =
  | { readonly record: CollectRecord; readonly problem?: never }
  | { readonly record?: never; readonly problem: string };

/** Most bytes of a record: the names of all files of a large repository, and some. */
export const maxRecordBytes = 8 * 1024 * 1024;

/** Thrown inside this file only. */
class Unexpected extends Error {}

/** Parses a `.collect.json`. The file lies among the reports and may have been edited, so nothing in it is trusted. */
export function readCollectRecord(text: string): ReadRecord {
  try {
    return { record: toRecord(JSON.parse(text)) };
  } catch (error) {
    if (error instanceof Unexpected) return { problem: `.collect.json is damaged: ${error.message}.` };
    if (error instanceof SyntaxError) return { problem: '.collect.json is damaged: it is no JSON.' };
    throw error;
  }
}

function toRecord(value: unknown): CollectRecord {
  const fields = objectOf(value, 'the file');
  if (fields.version !== 1) throw new Unexpected('it is of another version of Handin');
  const text = (name: string): string => stringOf(fields[name], name);
  const optional = (name: string): string | null => (fields[name] === null ? null : text(name));
  return {
    version: 1,
    group: text('group'),
    source: oneOf(fields.source, 'source', ['git', 'folder', 'zip']),
    repository: text('repository'),
    branch: optional('branch'),
    commit: fields.commit === null ? null : commitOf(fields.commit, 'commit'),
    authorDate: dateOf(fields.authorDate, 'authorDate'),
    committerDate: dateOf(fields.committerDate, 'committerDate'),
    chosen: oneOf<ChosenBy>(fields.chosen, 'chosen', ['deadline', 'commit', 'newest']),
    deadline: dateOf(fields.deadline, 'deadline'),
    pushedAt: dateOf(fields.pushedAt, 'pushedAt'),
    laterCommits: countOf(fields.laterCommits, 'laterCommits'),
    laterDatesBefore: countOf(fields.laterDatesBefore, 'laterDatesBefore'),
    shallow: booleanOf(fields.shallow, 'shallow'),
    folder: text('folder'),
    folderBy: oneOf(fields.folderBy, 'folderBy', ['default', 'roster', 'template']),
    contributors: listOf(fields.contributors, 'contributors', toContributor),
    files: listOf(fields.files, 'files', (path) => stringOf(path, 'files')),
    filesLeftOut: countOf(fields.filesLeftOut, 'filesLeftOut'),
    leftOut: listOf(fields.leftOut, 'leftOut', toLeftOut),
    taken: toTaken(fields.taken),
    rewritten: fields.rewritten === null ? null : toRewritten(fields.rewritten),
    authors: fields.authors === null ? null : toAuthors(fields.authors),
    state: toState(fields.state),
  };
}

function toContributor(value: unknown): Contributor {
  const { name, email, commits } = objectOf(value, 'contributors');
  return {
    name: stringOf(name, 'contributors'),
    email: stringOf(email, 'contributors'),
    commits: countOf(commits, 'contributors'),
  };
}

function toLeftOut(value: unknown): LeftOut {
  const { path, reason } = objectOf(value, 'leftOut');
  return { path: stringOf(path, 'leftOut'), reason: stringOf(reason, 'leftOut') };
}

function toTaken(value: unknown): CollectRecord['taken'] {
  const { files, bytes } = objectOf(value, 'taken');
  return { files: countOf(files, 'taken.files'), bytes: countOf(bytes, 'taken.bytes') };
}

function toRewritten(value: unknown): NonNullable<CollectRecord['rewritten']> {
  const { commit, keptAt } = objectOf(value, 'rewritten');
  return { commit: commitOf(commit, 'rewritten.commit'), keptAt: stringOf(keptAt, 'rewritten.keptAt') };
}

function toState(value: unknown): CollectRecord['state'] {
  const { head, request } = objectOf(value, 'state');
  return { head: stringOf(head, 'state.head'), request: stringOf(request, 'state.request') };
}

function toAuthors(value: unknown): LineAuthors {
  const { readme, people, runs } = objectOf(value, 'authors');
  const persons = listOf(people, 'authors.people', (person) => {
    const { name, email } = objectOf(person, 'authors.people');
    return { name: stringOf(name, 'authors.people'), email: stringOf(email, 'authors.people') };
  });
  const digest = stringOf(readme, 'authors.readme');
  if (!/^[0-9a-f]{64}$/.test(digest)) throw wrong('authors.readme', 'a SHA-256');
  let next = 1;
  const read = listOf(runs, 'authors.runs', (run) => {
    const fields = objectOf(run, 'authors.runs');
    const [from, lines, author] = [fields.from, fields.lines, fields.author].map((n) => countOf(n, 'authors.runs'));
    if (from !== next || !lines || author === undefined || author >= persons.length)
      throw new Unexpected('`authors.runs` is not what it should be');
    next += lines;
    return { from, lines, author };
  });
  return { readme: digest, people: persons, runs: read };
}

function objectOf(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw wrong(name, 'an object');
}

function listOf<T>(value: unknown, name: string, read: (item: unknown) => T): readonly T[] {
  if (Array.isArray(value)) return value.map(read);
  throw wrong(name, 'a list');
}

function stringOf(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  throw wrong(name, 'a text');
}

function booleanOf(value: unknown, name: string): boolean {
  if (typeof value === 'boolean') return value;
  throw wrong(name, '“true” or “false”');
}

function countOf(value: unknown, name: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw wrong(name, 'a whole number');
}

function commitOf(value: unknown, name: string): string {
  if (typeof value === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value)) return value;
  throw wrong(name, 'the name of a commit');
}

function dateOf(value: unknown, name: string): string | null {
  if (value === null) return null;
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value))) return value;
  throw wrong(name, 'a date');
}

function oneOf<T extends string>(value: unknown, name: string, values: readonly T[]): T {
  const found = values.find((one) => one === value);
  if (found !== undefined) return found;
  throw wrong(name, values.map((one) => `“${one}”`).join(' or '));
}

function wrong(name: string, expected: string): Unexpected {
  return new Unexpected(`${name === 'the file' ? name : `\`${name}\``} is not ${expected}`);
}
