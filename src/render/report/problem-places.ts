import { lowerBound } from '../../model/lower-bound.js';
import { questionsOf, type Report } from '../../model/report.js';
import type { Position } from '../../model/span.js';
import type { ProblemPlaceView } from '../views/report.js';

/** Says where a position of a report is on its page. */
export type PlaceOf = (position: Position) => ProblemPlaceView;

/** The URL that opens a position of a file in an editor. */
export type EditorLink = (path: string, position: Position) => string;

/**
 * Returns a function that finds the question that a line lies in.
 *
 * @param editor Absent outside the preview.
 */
export function placesIn(report: Report, editor?: EditorLink): PlaceOf {
  const questions = [...questionsOf(report)].sort((a, b) => a.span.line - b.span.line);
  const starts = questions.map(({ span }) => span.line);
  return ({ line, column }) => {
    const question = questions[lowerBound(starts, line + 1) - 1];
    const isInside = question !== undefined && line <= Math.max(question.span.endLine, question.answer.span.endLine);
    return {
      line,
      question: isInside ? question.label : null,
      href: isInside ? `#${question.id}` : null,
      editor: editor?.(report.source.path, { line, column }) ?? null,
    };
  };
}
