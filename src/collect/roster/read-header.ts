import { nearestName } from '../../config/nearest-name.js';
import { type RosterColumn, type RosterProblem, rosterColumns } from '../../model/roster.js';
import type { Cell } from './read-cells.js';

/** Names of columns as the configuration gives them: one name, or several whose cells are read together. */
export type ColumnNames = { readonly [column in RosterColumn]?: readonly string[] };

/** Which cells of a row belong to a column. */
export type ColumnIndexes = { readonly [column in RosterColumn]: readonly number[] };

/** The header of a roster, or why it is none. */
export interface Header {
  readonly indexes: ColumnIndexes;
  readonly problems: readonly RosterProblem[];
}

/** Names that stand for a column without a setting, in lower case with single blanks. */
const usualNames: Readonly<Record<RosterColumn, RegExp>> = {
  group: /^(?:group|team)(?: ?(?:nb|nr|no|number|name|id|slug))?$/,
  repository: /^(?:(?:git|github|gitlab) )?(?:repository|repo|url|link|source|submission)(?: ?(?:url|link|address))?$/,
  branch: /^branch$/,
  folder: /^(?:report )?(?:folder|directory|path)$/,
  members: /^(?:(?:group )?members|students?|(?:student|member)(?: (?:nb|nr|no|number|id))? ?\d*)$/,
  deadline: /^(?:deadline|due(?: date)?|extension)$/,
  commit: /^commit$/,
};

/** Finds the columns of a roster in its first row. */
export function readHeader(cells: readonly Cell[], names: ColumnNames): Header {
  const normal = cells.map(({ text }) => normalize(text));
  const problems: RosterProblem[] = [];
  const [first] = cells;
  const place = { line: first?.line ?? 1, column: first?.column ?? 1 };
  const indexesOf = (column: RosterColumn): readonly number[] => {
    const wanted = names[column];
    if (!wanted) return normal.flatMap((name, index) => (usualNames[column].test(name) ? [index] : []));
    return wanted.flatMap((name) => {
      const index = normal.indexOf(normalize(name));
      if (index >= 0) return [index];
      problems.push({ severity: 'error', message: describeAbsent(column, name, cells), ...place });
      return [];
    });
  };
  const indexes = Object.fromEntries(rosterColumns.map((column) => [column, indexesOf(column)])) as ColumnIndexes;
  for (const column of ['group', 'repository'] as const)
    if (indexes[column].length === 0 && !names[column])
      problems.push({ severity: 'error', message: describeMissing(column), ...place });
  for (const column of rosterColumns) {
    const second = cells[indexes[column][1] ?? -1];
    if (second && column !== 'members' && !names[column])
      problems.push({
        severity: 'warn',
        message: `The roster has two columns that could be \`${column}\`; the first one counts. Name it with \`roster.columns\` in the configuration.`,
        line: second.line,
        column: second.column,
      });
  }
  return { indexes, problems };
}

function normalize(name: string): string {
  return name
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
}

function describeMissing(column: RosterColumn): string {
  return `The first row names no column \`${column}\`. Name it so, or say its name with \`roster: { file, columns: { ${column}: '…' } }\` in the configuration.`;
}

function describeAbsent(column: RosterColumn, name: string, cells: readonly Cell[]): string {
  const known = cells.map(({ text }) => text).filter((text) => text !== '');
  const nearest = nearestName(name, known);
  const hint =
    nearest === undefined
      ? `The columns are ${known.map((text) => `“${text}”`).join(', ')}.`
      : `Did you mean “${nearest}”?`;
  return `\`roster.columns.${column}\` is “${name}”, and the first row has no such column. ${hint}`;
}
