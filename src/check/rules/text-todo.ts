import type { Finding } from '../../model/diagnostic.js';
import { linesOfProse, ownTexts, type ProseLine } from '../prose-lines.js';
import type { Rule } from '../rule.js';

/** Notes that people leave for themselves. Lower-case "todo" and "to do" are ordinary words, and `TODO_LIST` is a name. */
const note =
  /(?<![\p{L}\p{N}]_*)(?:TO[\s-]?DO|FIXME|TBD|TBA|XXX)(?!_*[\p{L}\p{N}])|##\s*(?:REMOVE|CHECK|FIX)\b\??|\(MISSING\)|\[MISSING\](?!\()|\b[Ll]orem ipsum\b|(?<![^\s(["“:])\?{3,}(?![^\s)\]"”.,;:])/u;

/** The lines that git writes around the two sides of a conflict, and between them. */
const mergeMark = /^\s*(?:(<{7}|>{7}|\|{7})(?: .*)?|={7})\s*$/;

export const textTodo: Rule = {
  name: 'text-todo',
  meaning: 'A note to oneself, filler text or the mark of a merge was left in the text.',
  remedy: 'Do what it says, and delete it.',
  find: ({ report }) => {
    const isMark = mergeMarks();
    return ownTexts(report).flatMap(({ answer, ...question }) =>
      linesOfProse(answer).flatMap((line): readonly Finding[] => {
        const found = isMark(line.text) ? line.text.trim() : note.exec(line.text)?.[0];
        if (found === undefined) return [];
        const span = { path: report.source.path, ...spanIn(line, found) };
        return [{ rule: 'text-todo', message: messageOf(found, line, question.question), span, ...question }];
      }),
    );
  },
};

/** Tells merge marks line by line: the one between the sides underlines a heading where no side was opened before it. */
function mergeMarks(): (text: string) => boolean {
  let open = false;
  return (text) => {
    const match = mergeMark.exec(text);
    if (!match) return false;
    const mark = match[1]?.charAt(0) ?? '=';
    if (mark === '<') open = true;
    const isMark = open;
    if (mark === '>') open = false;
    return isMark;
  };
}

function spanIn({ text, line, column }: ProseLine, found: string) {
  const start = column + text.indexOf(found);
  return { line, column: start, endLine: line, endColumn: start + found.length };
}

function messageOf(found: string, { text }: ProseLine, question: string | undefined): string {
  const where = question === undefined ? 'text' : 'answer';
  if (mergeMark.test(text))
    return `“${found}” was left by a merge. Keep the ${where} that holds, and delete the marks.`;
  if (/ipsum/.test(found)) return `“${found}” is filler text. Write the ${where} in its place.`;
  return `“${found}” was left in the ${where}. Do what it says, and delete it.`;
}
