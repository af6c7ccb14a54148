import { leadingQuote, type QuestionStart } from './find-questions.js';
import type { Landmark, Outline } from './outline.js';
import { similarity, wordsOf } from './similarity.js';
import type { SourceText } from './source.js';
import type { TemplateSection } from './template.js';

/** Where a section begins. */
export interface SectionStart {
  readonly title: string;
  /** 0-based. */
  readonly line: number;
  readonly bodyLine: number;
}

/**
 * Tells the headings that group questions from the headings that people write inside their answers.
 *
 * With a template that fits, a section is a heading whose title the template has, or what is left of one. Without one it is a heading that
 * outranks the questions and has nothing but a quotation between it and the next of them; a lone `# comment` at the end
 * of an answer looks just so, but does not have the rank that the other sections have.
 */
export function findSections(
  source: SourceText,
  outline: Outline,
  starts: readonly QuestionStart[],
  sections?: readonly TemplateSection[],
): readonly SectionStart[] {
  const first = starts[0]?.line ?? Number.POSITIVE_INFINITY;
  const headings = outline.landmarks.filter(
    (landmark) => landmark.form !== 'bold' && !starts.some((start) => start.line === landmark.line),
  );
  const known = sections && new Set(sections.map(({ title }) => normalised(title)));
  const structural = headings.filter(
    (heading) => heading.form === 'atx' && leadsToQuestion(source, heading, starts, outline),
  );
  const rank = commonRank(structural);
  const chosen = known
    ? headings.filter(
        (heading) => known.has(normalised(heading.title)) || (heading.line < first && structural.includes(heading)),
      )
    : structural.filter((heading) => heading.level === rank || heading.line < first);
  const headed = chosen.map(({ title, line, bodyLine }): SectionStart => ({ title, line, bodyLine }));
  return [...headed, ...introsWithoutHeading(source, outline, headed, sections ?? [])].sort((a, b) => a.line - b.line);
}

/** Sections of the template whose heading somebody deleted, while the introduction below it still stands. */
function introsWithoutHeading(
  source: SourceText,
  outline: Outline,
  headed: readonly SectionStart[],
  sections: readonly TemplateSection[],
): readonly SectionStart[] {
  const lost = sections.filter(
    ({ title, intro }) => intro.length > 0 && !headed.some((start) => normalised(start.title) === normalised(title)),
  );
  return lost.flatMap(({ title, intro }) => {
    const quote = outline.tokens.find(
      ({ type, level, map }) =>
        type === 'blockquote_open' &&
        level === 0 &&
        map !== null &&
        similarity(wordsOf(leadingQuote(source, map[0])), intro) >= 0.8,
    );
    return quote?.map ? [{ title, line: quote.map[0], bodyLine: quote.map[0] }] : [];
  });
}

function normalised(title: string): string {
  return wordsOf(title).join(' ');
}

function leadsToQuestion(
  source: SourceText,
  heading: Landmark,
  starts: readonly QuestionStart[],
  outline: Outline,
): boolean {
  const next = starts.find((start) => start.line > heading.line);
  if (!next) return false;
  const level = outline.landmarks.find((landmark) => landmark.line === next.line)?.level ?? 0;
  if (level > 0 && heading.level >= level) return false;
  return source.lines.slice(heading.bodyLine, next.line).every((line) => line.trim() === '' || /^ {0,3}>/.test(line));
}

/** The rank most sections have; between equals the higher one. */
function commonRank(headings: readonly Landmark[]): number | undefined {
  const counts = new Map<number, number>();
  for (const { level } of headings) counts.set(level, (counts.get(level) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0];
}
