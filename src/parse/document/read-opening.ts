import type { Checklist } from '../../model/checklist.js';
import type { Excerpt } from '../../model/excerpt.js';
import { readChecklist } from './checklist.js';
import type { HeadingLine } from './heading-lines.js';
import { excerptOfLines, joinExcerpts, type SourceText } from './source.js';

/** The parts of a report above the questions. */
export interface Opening {
  /** The template's instructions. */
  readonly preamble?: Excerpt;
  readonly checklist: Checklist;
  /** Text between the checklist and the first question that belongs to neither. */
  readonly rest?: Excerpt;
}

/**
 * Splits the text above the questions into instructions, checklist and the rest.
 *
 * @param title The document's title, which is excluded.
 * @param end The first line (0-based) of the first question or section.
 */
export function readOpening(source: SourceText, title: HeadingLine | undefined, end: number): Opening {
  const above = excerptOfLines(source, source.bodyStart, end);
  const found = readChecklist(above, source.path);
  const firstLine = (above.origin[0]?.line ?? 1) - 1;
  const checklistStart = found ? firstLine + found.start : end;
  const titleInside = title && title.line < checklistStart ? title : undefined;
  const preamble = joinExcerpts(
    excerptOfLines(source, source.bodyStart, titleInside?.line ?? source.bodyStart),
    excerptOfLines(source, titleInside?.bodyLine ?? source.bodyStart, checklistStart),
  );
  const rest = found ? excerptOfLines(source, firstLine + found.end, end) : undefined;
  return {
    ...(preamble.markdown === '' ? {} : { preamble }),
    checklist: found?.checklist ?? { title: '', groups: [] },
    ...(rest && rest.markdown !== '' ? { rest } : {}),
  };
}
