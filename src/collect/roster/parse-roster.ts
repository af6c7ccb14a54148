import { instantForm, parseInstant } from '../../model/parse-instant.js';
import type { Member, Roster, RosterColumn, RosterProblem, RosterRow } from '../../model/roster.js';
import { groupSlug, slugKey } from '../../site/group-slug.js';
import { type Cell, readCells } from './read-cells.js';
import { type ColumnIndexes, type ColumnNames, readHeader } from './read-header.js';
import { readSource, sourceKey } from './read-source.js';

/**
 * Parses a roster: CSV whose first row names the columns.
 *
 * @param columns Names of columns that are not the usual ones
 */
export function parseRoster(text: string, columns: ColumnNames = {}): Roster {
  const { rows: table, problems: faults } = readCells(text);
  const [header, ...body] = table;
  if (!header)
    return {
      rows: [],
      problems:
        faults.length > 0 ? faults : [{ severity: 'error', message: 'The roster is empty.', line: 1, column: 1 }],
    };
  const { indexes, problems: headerProblems } = readHeader(header, columns);
  if (headerProblems.some(({ severity }) => severity === 'error')) return { rows: [], problems: headerProblems };
  const problems: RosterProblem[] = [...headerProblems];
  const readers = body.map((cells) => new RowReader(cells, indexes, problems));
  const rows = readers.flatMap((reader) => readRow(reader) ?? []);
  return {
    rows: withoutDuplicates(rows),
    problems: problems.sort((a, b) => a.line - b.line || a.column - b.column),
  };
}

/** A row of which one cell is wrong is not collected with the rest: a misspelt extension would silently be none. */
const untilThen = 'Nothing is collected from the group until it is corrected.';

/** Reads the cells of one row, and reports what is wrong at their places. */
class RowReader {
  constructor(
    private readonly cells: readonly Cell[],
    private readonly indexes: ColumnIndexes,
    private readonly problems: RosterProblem[],
  ) {}

  /** The cells of a column that are not blank. */
  all(column: RosterColumn): readonly Cell[] {
    return this.indexes[column].flatMap((index) => this.cells[index] ?? []).filter(({ text }) => text !== '');
  }

  text(column: RosterColumn): string | null {
    return this.cell(column)?.text || null;
  }

  cell(column: RosterColumn): Cell | undefined {
    return this.cells[this.indexes[column][0] ?? -1];
  }

  get line(): number {
    return this.cells[0]?.line ?? 1;
  }

  /** Whether an error was told. */
  isFaulty = false;

  tell(severity: RosterProblem['severity'], column: RosterColumn, message: string): void {
    const { line, column: at } = this.cell(column) ?? this.cells[0] ?? { line: 1, column: 1 };
    this.problems.push({ severity, message, line, column: at });
    if (severity === 'error') this.isFaulty = true;
  }
}

/** A row with where its source stands, for the problems of several rows. */
type Read = { readonly row: RosterRow; readonly reader: RowReader };

function readRow(reader: RowReader): Read | undefined {
  const group = reader.text('group');
  if (group === null) {
    reader.tell('error', 'group', 'The row names no group, and is left out. Give the group a name.');
    return undefined;
  }
  const cell = reader.text('repository');
  const read = cell === null ? undefined : readSource(cell);
  if (!read)
    reader.tell('warn', 'repository', `The group ${group} has no repository: nothing can be collected from it.`);
  if (read?.problem !== undefined) reader.tell('error', 'repository', read.problem);
  if (read?.source && read.note !== undefined) reader.tell('warn', 'repository', read.note);
  const row: RosterRow = {
    group,
    slug: groupSlug(group),
    source: read?.source ?? null,
    branch: checked(reader, 'branch', isBranch, 'This is no name of a branch.'),
    folder: folderOf(reader),
    members: reader.all('members').flatMap(({ text }) => readMembers(text)),
    deadline: deadlineOf(reader),
    commit:
      checked(reader, 'commit', isCommit, 'A commit is named by 7 to 64 hexadecimal digits.')?.toLowerCase() ?? null,
    line: reader.line,
  };
  return { row: reader.isFaulty ? { ...row, source: null } : row, reader };
}

function checked(
  reader: RowReader,
  column: RosterColumn,
  isValid: (text: string) => boolean,
  fault: string,
): string | null {
  const text = reader.text(column);
  if (text === null || isValid(text)) return text;
  reader.tell('error', column, `“${text}”: ${fault} ${untilThen}`);
  return null;
}

/** The rules of `git check-ref-format` that matter for safety. */
function isBranch(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  return !/^[-/.]|\.\.|@\{|\/\/|\.lock$|[/.]$|[\u0000- ~^:?*[\\\u007f]/.test(text);
}

function isCommit(text: string): boolean {
  return /^[\da-f]{7,64}$/i.test(text);
}

function folderOf(reader: RowReader): string | null {
  const text = reader.text('folder');
  if (text === null) return null;
  const parts = text
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  if (!parts.includes('..') && !/^(?:[a-z]:|[\\/])/i.test(text)) return parts.join('/');
  reader.tell('error', 'folder', `“${text}” leads out of the repository. Name a folder in it. ${untilThen}`);
  return null;
}

function deadlineOf(reader: RowReader): string | null {
  const text = reader.text('deadline');
  if (text === null) return null;
  const instant = parseInstant(text);
  if (instant === undefined)
    reader.tell('error', 'deadline', `“${text}” is no point in time: write ${instantForm}. ${untilThen}`);
  return instant ?? null;
}

/** Members between `;`, `,` or line breaks: `Ada Byron <ada@example.org> <ab@example.org>; s123456`. */
function readMembers(text: string): readonly Member[] {
  return text.split(/[;,\n]/).flatMap((part) => {
    const emails = part.match(/[^\s<>"]+@[^\s<>"]+/g) ?? [];
    const name = emails
      .reduce((rest, email) => rest.replace(email, ''), part)
      .replace(/[<>"]/g, '')
      .replace(/\s+/g, ' ')
      .trim();
    if (name === '' && emails.length === 0) return [];
    return [{ name: name || (emails[0] ?? ''), emails: emails.map((email) => email.toLowerCase()) }];
  });
}

function withoutDuplicates(rows: readonly Read[]): readonly RosterRow[] {
  const groups = new Map<string, RosterRow>();
  const sources = new Map<string, RosterRow>();
  for (const { row, reader } of rows) {
    const other = groups.get(slugKey(row.slug));
    if (other) {
      reader.tell('error', 'group', describeDouble(row, other));
      continue;
    }
    groups.set(slugKey(row.slug), row);
    if (!row.source) continue;
    const key = `${sourceKey(row.source)}\0${row.branch ?? ''}\0${row.folder ?? ''}`;
    const owner = sources.get(key);
    if (owner)
      reader.tell('warn', 'repository', `The group ${owner.group} (line ${owner.line}) has the same repository.`);
    else sources.set(key, row);
  }
  return [...groups.values()];
}

function describeDouble(row: RosterRow, other: RosterRow): string {
  if (row.group === other.group)
    return `The group ${row.group} stands on line ${other.line} already. This row is left out; keep one of them.`;
  return `The groups ${row.group} and ${other.group} (line ${other.line}) would have one folder, ${other.slug}. This row is left out; rename one of them.`;
}
