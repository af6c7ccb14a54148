import { questionsOf, type Report } from '../../model/report.js';

/** A report's text, before or after a change. */
export interface Version {
  readonly text: string;
  readonly report: Report;
}

/** The anchor of the question in which the first change of a text stands; null when it stands above all of them. */
export function editedQuestion(before: Version, after: Version): string | null {
  if (before.text === after.text) return null;
  const old = linesOf(before.text);
  const lines = linesOf(after.text);
  const first = lines.findIndex((line, index) => line !== old[index]);
  // When lines were only removed at the end, the first removed one followed the last remaining one.
  const line = (first < 0 ? lines.length : first) + 1;
  const above = questionsOf(after.report).filter(({ span }) => span.line <= line);
  const nearest = above.sort((a, b) => a.span.line - b.span.line).at(-1);
  return nearest?.id ?? null;
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/);
}
