import type { DiagramSource } from './diagram-model.js';
import { UndrawableError } from './undrawable.js';

/** The patterns for statements take quadratic time in the worst case. */
const longestLine = 2000;

/** Front matter, of which only the title is shown. */
const frontMatter = /^\s*---[ \t]*\n(?:(.*?)\n)?[ \t]*---[ \t]*(?:\n|$)/s;

/**
 * Splits the text of a diagram into statements, without what is not shown: front matter, directives, comments.
 *
 * @throws UndrawableError when there is nothing in it
 */
export function readDiagramSource(text: string): DiagramSource {
  const unix = text.replace(/\r\n?/g, '\n');
  const matter = frontMatter.exec(unix);
  const body = withoutDirectives(unix.slice(matter?.[0].length ?? 0));
  let title = /^\s*title\s*:\s*(.+?)\s*$/m.exec(matter?.[1] ?? '')?.[1]?.replace(/^(["'])(.*)\1$/, '$2');
  const statements: string[] = [];
  for (const line of linesOf(body)) {
    if (line.length > longestLine) throw new UndrawableError(`A line has more than ${longestLine} characters.`);
    if (/^\s*%%/.test(line)) continue;
    for (const statement of splitStatements(line.trim().replace(/\s+/g, ' '))) {
      const named = /^accTitle\s*:\s*(.+)$/.exec(statement)?.[1];
      if (named !== undefined) title ??= named;
      else if (!/^accDescr\s*:/.test(statement)) statements.push(statement);
    }
  }
  const [header, ...others] = statements;
  if (header === undefined) throw new UndrawableError('There is nothing in it.');
  return { header, statements: others, ...(title === undefined ? {} : { title }) };
}

/** Text without `%%{init: …}%%`, which changes only the look. */
function withoutDirectives(text: string): string {
  const parts: string[] = [];
  let read = 0;
  for (let start = text.indexOf('%%{'); start >= 0; start = text.indexOf('%%{', read)) {
    const end = text.indexOf('}%%', start);
    if (end < 0) break;
    parts.push(text.slice(read, start));
    read = end + '}%%'.length;
  }
  return parts.join('') + text.slice(read);
}

/** The lines of a diagram. In a flowchart, a label in quotation marks may go on over several. */
function linesOf(body: string): readonly string[] {
  const lines = body.split('\n');
  if (!/^(?:\s|%%[^\n]*\n)*(?:graph|flowchart)\b/.test(body)) return lines;
  const joined: string[][] = [];
  let isQuoted = false;
  for (const line of lines) {
    const isComment = !isQuoted && /^\s*%%/.test(line);
    if (isQuoted) joined.at(-1)?.push(line);
    else joined.push([line]);
    if (!isComment && line.split('"').length % 2 === 0) isQuoted = !isQuoted;
  }
  return joined.map((parts) => parts.join('<br>'));
}

/** A semicolon ends a statement, unless it is in quotation marks, between brackets or bars, or ends an entity. */
function splitStatements(line: string): readonly string[] {
  if (!line.includes(';')) return line === '' ? [] : [line];
  const parts = line.match(/(?:"[^"]*"|\|[^|]*\||\[[^\]]*\]|\([^)]*\)|\{[^}]*\}|[#&]#?\w{1,8};|[^;])+/g) ?? [];
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}
