import type { Excerpt } from '../../model/excerpt.js';
import { trimTrailing } from '../../model/trim-trailing.js';
import { type SourceLine, trimExcerpt } from '../document/source.js';
import { type PlaceholderMatch, removePlaceholder } from './placeholder.js';

/** An answer without what the template put around it. */
export interface CleanAnswer {
  readonly excerpt: Excerpt;
  readonly placeholders: readonly PlaceholderMatch[];
}

/** Takes placeholder and surrounding dashes off an answer. `own` is the template's text in the answer's place. */
export function cleanAnswer(lines: readonly SourceLine[], own?: string): CleanAnswer {
  const { lines: rest, found } = removePlaceholder(lines, own);
  return { excerpt: trimExcerpt(withoutDashes(rest)), placeholders: found };
}

const dashesOnly = /^\s{0,3}(?:-{3,}|={3,})\s*$/;
const dashesBefore = /^(\s{0,3}-{3,}\s*)(?=[^\s|>-])/;

/**
 * The template's placeholder is framed by dashes, and people write between them: on the same line, or on lines of their
 * own above and below the answer. A rule at either end of an answer divides nothing, so both forms can go.
 */
function withoutDashes(lines: readonly SourceLine[]): readonly SourceLine[] {
  const kept = [...trimRules(lines)];
  const first = kept[0];
  const opening = dashesBefore.exec(first?.text ?? '')?.[1]?.length ?? 0;
  if (first && opening > 0) kept[0] = { ...first, text: first.text.slice(opening), column: first.column + opening };
  const last = kept.at(-1);
  const text = last?.text.trimEnd() ?? '';
  const withoutClosing = trimTrailing(text, '-');
  const closes = text.length - withoutClosing.length >= 3 && /\s$/.test(withoutClosing);
  if (last && closes && !text.trimStart().startsWith('|'))
    kept[kept.length - 1] = { ...last, text: withoutClosing.trimEnd() };
  return trimRules(kept);
}

/** Leaves out blank lines and rules at both ends. */
function trimRules(lines: readonly SourceLine[]): readonly SourceLine[] {
  const isContent = ({ text }: SourceLine): boolean => text.trim() !== '' && !dashesOnly.test(text);
  const first = lines.findIndex(isContent);
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex(isContent) + 1);
}
