import type { Excerpt } from '../../model/excerpt.js';
import type { Question, Section } from '../../model/report.js';
import type { Template } from '../template/template.js';
import { wordingOf } from '../text/similarity.js';
import type { SectionStart } from './find-sections.js';
import { excerptOfLines, type SourceText, spanOfLines } from './source.js';

/** The input of {@link groupQuestions}. */
export interface Grouping {
  readonly source: SourceText;
  readonly sectionStarts: readonly SectionStart[];
  /** In the order of the source, each with the line (0-based) of its heading. */
  readonly questions: readonly { readonly question: Question; readonly line: number }[];
  /** The end of the part that begins at a line. */
  readonly endOf: (line: number) => number;
  /** Text between the checklist and the first section. */
  readonly rest?: Excerpt;
  readonly template?: Template;
}

/**
 * Assigns every question to its section: the heading above it, or the template's section if the report lacks that
 * heading.
 */
export function groupQuestions({
  source,
  sectionStarts,
  questions,
  endOf,
  rest,
  template,
}: Grouping): readonly Section[] {
  const present = new Set(sectionStarts.map(({ title }) => wordingOf(title)));
  const missing = new Set(
    (template?.sections ?? []).filter(({ wording }) => !present.has(wording)).map(({ title }) => title),
  );
  const sections: (Section & { readonly questions: Question[] })[] = [];
  const open = (section: Omit<Section, 'id'> & { readonly questions: Question[] }): void => {
    sections.push({ id: `s${sections.length + 1}`, ...section });
  };
  if (rest) open({ title: '', intro: rest, questions: [] });
  const parts = [...sectionStarts.map((section) => ({ line: section.line, section })), ...questions].sort(
    (a, b) => a.line - b.line,
  );
  for (const part of parts) {
    if ('section' in part) {
      const { title, line, bodyLine } = part.section;
      const intro = excerptOfLines(source, bodyLine, endOf(line));
      open({
        title,
        ...(intro.markdown === '' ? {} : { intro }),
        questions: [],
        span: spanOfLines(source, line, bodyLine),
      });
      continue;
    }
    const section = template?.questions.get(part.question.key)?.section ?? '';
    const current = sections.at(-1);
    if (!current || (missing.has(section) && current.title !== section))
      open({ title: missing.has(section) ? section : '', questions: [part.question] });
    else current.questions.push(part.question);
  }
  return sections;
}
