import type { QuestionKey } from '../model/question-key.js';
import { type Answer, questionsOf, type Report } from '../model/report.js';

/** A line of prose with its position in the source, 1-based. */
export interface ProseLine {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** Markdown in which code is known. */
type Prose = Pick<Answer, 'markdown' | 'origin' | 'codeLines'>;

/** A text written by the group: an answer, a footnote, or the body of a report without recognised questions. */
export interface OwnText {
  readonly answer: Prose;
  /** The key of the question. */
  readonly question?: QuestionKey;
}

/** All texts written by the group, in the order of the source; footnotes that are used come last. */
export function ownTexts(report: Report): readonly OwnText[] {
  const notes = Array.from(report.notes.values(), (answer): OwnText => ({ answer }));
  if (report.body) return [{ answer: report.body }, ...notes];
  return [...questionsOf(report).map(({ answer, key }): OwnText => ({ answer, question: key })), ...notes];
}

/** The lines of an answer outside code blocks. */
export function linesOfProse({ markdown, origin, codeLines }: Prose): readonly ProseLine[] {
  const code = new Set(codeLines);
  const lines: ProseLine[] = [];
  for (const [index, text] of markdown.split('\n').entries()) {
    const place = origin[index];
    if (place && !code.has(index)) lines.push({ text, line: place.line, column: place.column });
  }
  return lines;
}

/**
 * Replaces HTML comments by spaces, so that all other characters keep their position. An unclosed comment is kept: it
 * may be code that mentions one.
 */
export function withoutComments(lines: readonly ProseLine[]): readonly ProseLine[] {
  let open = false;
  let openedOn = 0;
  const shown = lines.map((line, index) => {
    const { text } = line;
    if (!open && !text.includes('<!--')) return line;
    let kept = '';
    for (let at = 0; at < text.length; ) {
      const delimiter = open ? '-->' : '<!--';
      const found = text.indexOf(delimiter, at);
      const end = found < 0 ? text.length : found + delimiter.length;
      kept += open ? ' '.repeat(end - at) : `${text.slice(at, found < 0 ? end : found)}${found < 0 ? '' : '    '}`;
      if (found >= 0) {
        open = !open;
        openedOn = index;
      }
      at = end;
    }
    return { ...line, text: kept };
  });
  return open ? [...shown.slice(0, openedOn), ...lines.slice(openedOn)] : shown;
}
