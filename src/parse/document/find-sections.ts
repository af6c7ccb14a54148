import type { QuestionStart } from '../question/question-start.js';
import { leadingText } from '../template/match-questions.js';
import type { TemplateSection } from '../template/template.js';
import { similarity, wordingOf, wordsOf } from '../text/similarity.js';
import type { Landmark } from './landmarks.js';
import type { Outline } from './outline.js';
import type { SourceText } from './source.js';

/** Where a section begins. */
export interface SectionStart {
  readonly title: string;
  /** 0-based. */
  readonly line: number;
  readonly bodyLine: number;
}

/** What sections are looked for in. */
export interface SectionInput {
  readonly source: SourceText;
  readonly outline: Outline;
  readonly starts: readonly QuestionStart[];
  /** The sections of a template that fits. */
  readonly known?: readonly TemplateSection[];
  /**
   * For a template, which holds no answers: every heading that outranks the questions, or stands beside the one above it, is
   * a section.
   */
  readonly everyHeading: boolean;
}

/**
 * Tells the headings that group questions from the headings that people write inside their answers.
 *
 * With a template that fits, a section is a heading whose title the template has, or what is left of one. Without one it
 * is a heading that outranks the questions and has nothing but a quotation between it and the next of them; a lone
 * `# comment` at the end of an answer looks just so, but does not have the rank that the other sections have.
 */
export function findSections({ source, outline, starts, known, everyHeading }: SectionInput): readonly SectionStart[] {
  const first = starts[0]?.line ?? Number.POSITIVE_INFINITY;
  const startLines = new Set(starts.map(({ line }) => line));
  const levels = new Map(outline.landmarks.map(({ line, level }) => [line, level]));
  const title = outline.landmarks.find(({ level }) => level === 1);
  const headings = outline.landmarks.filter(
    (landmark) => landmark.form !== 'bold' && landmark !== title && !startLines.has(landmark.line),
  );
  const structural = new Set(leadingToQuestions(source, headings, starts, levels));
  const rank = commonRank([...structural]);
  const titles = known && new Set(known.map(({ wording }) => wording));
  const questionLevel = starts.reduce((most, { line }) => Math.max(most, levels.get(line) ?? 0), 0);
  const levelAbove = levelsAbove(headings, starts, levels);
  const isSection = (heading: Landmark): boolean => {
    if (heading.line < first) return structural.has(heading) || (titles?.has(wordingOf(heading.title)) ?? false);
    if (titles) return titles.has(wordingOf(heading.title));
    if (everyHeading && (heading.level < questionLevel || heading.level <= (levelAbove.get(heading) ?? 0))) return true;
    return structural.has(heading) && heading.level === rank;
  };
  const headed = headings
    .filter(isSection)
    .map(({ title, line, bodyLine }): SectionStart => ({ title, line, bodyLine }));
  return [...headed, ...introsWithoutHeading(source, outline, headed, known ?? [])].sort((a, b) => a.line - b.line);
}

/** Sections of the template whose heading somebody deleted, while the introduction below it still stands. */
function introsWithoutHeading(
  source: SourceText,
  outline: Outline,
  headed: readonly SectionStart[],
  sections: readonly TemplateSection[],
): readonly SectionStart[] {
  const present = new Set(headed.map(({ title }) => wordingOf(title)));
  const lost = sections.filter(({ wording, intro }) => intro.length > 0 && !present.has(wording));
  return lost.flatMap(({ title, intro }) => {
    const quote = outline.tokens.find(
      ({ type, level, map }) =>
        type === 'blockquote_open' &&
        level === 0 &&
        map !== null &&
        similarity(wordsOf(leadingText(source, map[0])), intro) >= 0.8,
    );
    return quote?.map ? [{ title, line: quote.map[0], bodyLine: quote.map[0] }] : [];
  });
}

/** The level of the question above each heading. */
function levelsAbove(
  headings: readonly Landmark[],
  starts: readonly QuestionStart[],
  levels: ReadonlyMap<number, number>,
): ReadonlyMap<Landmark, number> {
  let next = 0;
  return new Map(
    headings.map((heading) => {
      while (next < starts.length && (starts[next]?.line ?? 0) < heading.line) next += 1;
      return [heading, levels.get(starts[next - 1]?.line ?? -1) ?? 0];
    }),
  );
}

/** Headings that outrank the next question, with nothing but a quotation in between. */
function leadingToQuestions(
  source: SourceText,
  headings: readonly Landmark[],
  starts: readonly QuestionStart[],
  levels: ReadonlyMap<number, number>,
): readonly Landmark[] {
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

/** The rank most sections have; between equals the higher one. */
function commonRank(headings: readonly Landmark[]): number | undefined {
  const counts = new Map<number, number>();
  for (const { level } of headings) counts.set(level, (counts.get(level) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0];
}
