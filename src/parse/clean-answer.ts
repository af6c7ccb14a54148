import type { Excerpt } from '../model/excerpt.js';
import { type PlaceholderMatch, removePlaceholder } from './placeholder.js';
import { type SourceLine, trimExcerpt } from './source.js';

/** An answer without what the template put around it. */
export interface CleanAnswer {
  readonly excerpt: Excerpt;
  readonly placeholder?: PlaceholderMatch;
}

/** Takes placeholder and surrounding dashes off an answer. `own` is the template's text in the answer's place. */
export function cleanAnswer(lines: readonly SourceLine[], own?: string): CleanAnswer {
  const { lines: rest, found } = removePlaceholder(lines, own);
  return { excerpt: trimExcerpt(withoutDashes(rest)), ...(found ? { placeholder: found } : {}) };
}

const dashesOnly = /^\s{0,3}(?:-{3,}|={3,})\s*$/;
const dashesBefore = /^(\s{0,3}-{3,}\s*)(?=[^\s|>-])/;
const dashesAfter = /(\s+-{3,}\s*)$/;

/**
 * The template's placeholder is framed by dashes, and people write between them: on the same line, or on lines of their
 * own above and below the answer. A rule at either end of an answer divides nothing, so both forms can go.
 */
function withoutDashes(lines: readonly SourceLine[]): readonly SourceLine[] {
  const text = (line: SourceLine | undefined): string => line?.text ?? '';
  let kept = [...lines];
  const trim = (): void => {
    while (kept.length > 0 && (text(kept[0]).trim() === '' || dashesOnly.test(text(kept[0])))) kept = kept.slice(1);
    while (kept.length > 0 && (text(kept.at(-1)).trim() === '' || dashesOnly.test(text(kept.at(-1)))))
      kept = kept.slice(0, -1);
  };
  trim();
  const first = kept[0];
  const opening = dashesBefore.exec(text(first))?.[1]?.length ?? 0;
  if (first && opening > 0) kept[0] = { ...first, text: first.text.slice(opening), column: first.column + opening };
  const last = kept.at(-1);
  const closing = dashesAfter.exec(text(last))?.[1]?.length ?? 0;
  if (last && closing > 0 && !text(last).trimStart().startsWith('|'))
    kept[kept.length - 1] = { ...last, text: last.text.slice(0, last.text.length - closing) };
  trim();
  return kept;
}
