import type { Finding } from '../../model/diagnostic.js';
import { linesOfProse, ownTexts, type ProseLine } from '../prose-lines.js';
import type { Rule } from '../rule.js';

/** Notes to oneself. Lower-case "todo" and "to do" are ordinary words, and `TODO_LIST` is a name. */
const todoPattern =
  /(?<![\p{L}\p{N}]_*)(?:TO[\s-]?DO|FIXME|TBD|TBA|XXX)(?!_*[\p{L}\p{N}])|##\s*(?:REMOVE|CHECK|FIX)\b\??|\(MISSING\)|\[MISSING\](?!\()|\b[Ll]orem ipsum\b|(?<![^\s(["“:])\?{3,}(?![^\s)\]"”.,;:])/u;

/** Every note contains one of these: a quick test, since most lines have none. */
const todoHint = /TO|FIXME|TBD|TBA|XXX|##|MISSING|ipsum|\?{3}/;

/** Git's conflict markers. */
const conflictMarker = /^\s*(?:(<{7}|>{7}|\|{7})(?: .*)?|={7})\s*$/;

export const textTodo: Rule = {
  name: 'text-todo',
  meaning: 'A note to oneself, filler text or the mark of a merge was left in the text.',
  remedy: 'Do what it says, and delete it.',
  find: ({ report }) => {
    const isMarker = conflictMarkers();
    const { path } = report.source;
    const findings: Finding[] = [];
    for (const { answer, ...question } of ownTexts(report))
      for (const line of linesOfProse(answer)) {
        const found = isMarker(line.text) ? line.text.trim() : noteIn(line.text);
        if (found === undefined) continue;
        const message = messageOf(found, line, question.question);
        findings.push({ rule: 'text-todo', message, span: { path, ...spanIn(line, found) }, ...question });
      }
    return findings;
  },
};

function noteIn(text: string): string | undefined {
  return todoHint.test(text) ? todoPattern.exec(text)?.[0] : undefined;
}

/** Recognises conflict markers line by line: `=======` is a setext underline unless `<<<<<<<` came before it. */
function conflictMarkers(): (text: string) => boolean {
  let open = false;
  return (text) => {
    const match = conflictMarker.exec(text);
    if (!match) return false;
    const kind = match[1]?.charAt(0) ?? '=';
    if (kind === '<') open = true;
    const isMarker = open;
    if (kind === '>') open = false;
    return isMarker;
  };
}

function spanIn({ text, line, column }: ProseLine, found: string) {
  const start = column + text.indexOf(found);
  return { line, column: start, endLine: line, endColumn: start + found.length };
}

function messageOf(found: string, { text }: ProseLine, question: string | undefined): string {
  const where = question === undefined ? 'text' : 'answer';
  if (conflictMarker.test(text))
    return `“${found}” was left by a merge. Keep the ${where} that holds, and delete the marks.`;
  if (/ipsum/.test(found)) return `“${found}” is filler text. Write the ${where} in its place.`;
  return `“${found}” was left in the ${where}. Do what it says, and delete it.`;
}
