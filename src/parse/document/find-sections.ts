import type { QuestionStart } from '../question/question-start.js';
import { leadText } from '../template/candidates.js';
import type { TemplateSection } from '../template/template.js';
import { similarity, wordingOf, wordsOf } from '../text/similarity.js';
import type { HeadingLine } from './heading-lines.js';
import type { Outline } from './outline.js';
import type { SourceText } from './source.js';

/** The start of a section. */
export interface SectionStart {
  readonly title: string;
  /** 0-based. */
  readonly line: number;
  readonly bodyLine: number;
}

/** The input of {@link findSections}. */
export interface SectionInput {
  readonly source: SourceText;
  readonly outline: Outline;
  readonly starts: readonly QuestionStart[];
  /** The sections of the template that the report fits. */
  readonly known?: readonly TemplateSection[];
  /**
   * Set for a template, which has no answers: every heading that has a higher level than the questions, or not a lower
   * one than the question above it, is a section.
   */
  readonly everyHeading: boolean;
}

/**
 * Distinguishes section headings from headings inside answers.
 *
 * With a template that fits, a section is a heading whose title the template has, or a section introduction that lost
 * its heading. Without one it is a heading with a higher level than the questions and nothing but a quotation between
 * it and the next question; a `# comment` at the end of an answer looks the same, but does not have the level of the
 * other sections.
 */
export function findSections({ source, outline, starts, known, everyHeading }: SectionInput): readonly SectionStart[] {
  const first = starts[0]?.line ?? Number.POSITIVE_INFINITY;
  const startLines = new Set(starts.map(({ line }) => line));
  const levels = new Map(outline.headingLines.map(({ line, level }) => [line, level]));
  const title = outline.headingLines.find(({ level }) => level === 1);
  const headings = outline.headingLines.filter(
    (headingLine) => headingLine.form !== 'bold' && headingLine !== title && !startLines.has(headingLine.line),
  );
  const structural = new Set(leadingToQuestions(source, headings, starts, levels));
  const level = mostCommonLevel([...structural]);
  const titles = known && new Set(known.map(({ wording }) => wording));
  const questionLevel = starts.reduce((most, { line }) => Math.max(most, levels.get(line) ?? 0), 0);
  const levelAbove = levelsAbove(headings, starts, levels);
  const isSection = (heading: HeadingLine): boolean => {
    if (heading.line < first) return structural.has(heading) || (titles?.has(wordingOf(heading.title)) ?? false);
    if (titles) return titles.has(wordingOf(heading.title));
    if (everyHeading && (heading.level < questionLevel || heading.level <= (levelAbove.get(heading) ?? 0))) return true;
    return structural.has(heading) && heading.level === level;
  };
  const headed = headings
    .filter(isSection)
    .map(({ title, line, bodyLine }): SectionStart => ({ title, line, bodyLine }));
  return [...headed, ...introsWithoutHeading(source, outline, headed, known ?? [])].sort((a, b) => a.line - b.line);
}

/** Sections of the template whose heading was deleted, but whose introduction is still there. */
function introsWithoutHeading(
  source: SourceText,
  outline: Outline,
  headed: readonly SectionStart[],
  sections: readonly TemplateSection[],
): readonly SectionStart[] {
  const present = new Set(headed.map(({ title }) => wordingOf(title)));
  const missing = sections.filter(({ wording, intro }) => intro.length > 0 && !present.has(wording));
  return missing.flatMap(({ title, intro }) => {
    const quote = outline.tokens.find(
      ({ type, level, map }) =>
        type === 'blockquote_open' &&
        level === 0 &&
        map !== null &&
        similarity(wordsOf(leadText(source, map[0])), intro) >= 0.8,
    );
    return quote?.map ? [{ title, line: quote.map[0], bodyLine: quote.map[0] }] : [];
  });
}

/** The level of the question above each heading. */
function levelsAbove(
  headings: readonly HeadingLine[],
  starts: readonly QuestionStart[],
  levels: ReadonlyMap<number, number>,
): ReadonlyMap<HeadingLine, number> {
  let next = 0;
  return new Map(
    headings.map((heading) => {
      while (next < starts.length && (starts[next]?.line ?? 0) < heading.line) next += 1;
      return [heading, levels.get(starts[next - 1]?.line ?? -1) ?? 0];
    }),
  );
}

/** Headings with a higher level than the next question, with nothing but a quotation in between. */
function leadingToQuestions(
  source: SourceText,
  headings: readonly HeadingLine[],
  starts: readonly QuestionStart[],
  levels: ReadonlyMap<number, number>,
): readonly HeadingLine[] {
  let next = 0;
  return headings.filter((heading) => {
    while (next < starts.length && (starts[next]?.line ?? 0) < heading.line) next += 1;
    const start = starts[next];
    if (!start || heading.form !== 'atx') return false;
    const level = levels.get(start.line) ?? 0;
    if (level > 0 && heading.level >= level) return false;
    for (let line = heading.bodyLine; line < start.line; line += 1) {
      const text = source.lines[line] ?? '';
      if (text.trim() !== '' && !/^ {0,3}>/.test(text)) return false;
    }
    return true;
  });
}

/** The most frequent level of sections; of equals the higher one. */
function mostCommonLevel(headings: readonly HeadingLine[]): number | undefined {
  const counts = new Map<number, number>();
  for (const { level } of headings) counts.set(level, (counts.get(level) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0];
}
