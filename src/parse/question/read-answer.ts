import type { Excerpt } from '../../model/excerpt.js';
import type { Answer, AnswerStatus } from '../../model/report.js';
import { trimTrailing } from '../../model/trim-trailing.js';
import { type SourceLine, spanInLine, spanOfLines, trimExcerpt } from '../document/source.js';
import { linesOfExcerpt, withNotes } from '../text/full-excerpt.js';
import { readProse } from '../text/prose.js';
import { wordsOf } from '../text/similarity.js';
import { countRawWords } from '../text/words.js';
import { locateContents, type PartContents, type QuestionInput } from './part-contents.js';
import { type PlaceholderMatch, removePlaceholder } from './placeholder.js';
import { unquote } from './prompt.js';
import type { QuestionParts } from './split-question.js';

/** Parses the answer to a question, with the figures, links and problems in it. */
export function readAnswer(
  { context, start, end, id, known }: QuestionInput,
  { answer: written, answerStart }: QuestionParts,
): PartContents & { readonly answer: Answer } {
  const { source, references, notes, plainDollars } = context;
  const lines = known ? withoutRepeats(written, known.written.markdown) : written;
  const { excerpt, placeholders } = cleanAnswer(lines, known?.placeholder);
  const full = withNotes(excerpt, notes);
  const prose = readProse(full, references, { plainDollars });
  const contents = locateContents(context, full, prose, {
    context: 'answer',
    question: start.key,
    anchorPrefix: id,
  });
  const answer: Answer = {
    ...excerpt,
    status: statusOf(prose.visible || contents.figures.length > 0, placeholders.length > 0),
    words: prose.words,
    characters: prose.characters,
    rawWords: countRawWords(lines.map((line) => line.text).join('\n')),
    codeLines: linesOfExcerpt(prose.codeLines, excerpt),
    figures: contents.figures,
    placeholders: placeholders.map(({ line, column, length }) => spanInLine(source.path, line, column, length)),
    span: spanOfLines(source, Math.min(answerStart, end - 1), end),
  };
  return { ...contents, answer };
}

function statusOf(isVisible: boolean, hasPlaceholder: boolean): AnswerStatus {
  if (isVisible) return 'answered';
  return hasPlaceholder ? 'placeholder' : 'empty';
}

/** An answer without the template's text around it. */
interface CleanAnswer {
  readonly excerpt: Excerpt;
  readonly placeholders: readonly PlaceholderMatch[];
}

/** Removes placeholders and surrounding dashes from an answer. `own` is the template's text in its place. */
function cleanAnswer(lines: readonly SourceLine[], own?: string): CleanAnswer {
  const { lines: rest, found } = removePlaceholder(lines, own);
  return { excerpt: trimExcerpt(withoutDashes(rest)), placeholders: found };
}

const dashesOnly = /^\s{0,3}(?:-{3,}|={3,})\s*$/;
const leadingDashes = /^(\s{0,3}-{3,}\s*)(?=[^\s|>-])/;

/**
 * The placeholder is framed by dashes, and people write between them: on the same line, or between lines of dashes. A
 * thematic break at either end of an answer has no meaning, so both forms are removed.
 */
function withoutDashes(lines: readonly SourceLine[]): readonly SourceLine[] {
  const kept = [...trimRules(lines)];
  const first = kept[0];
  const opening = leadingDashes.exec(first?.text ?? '')?.[1]?.length ?? 0;
  if (first && opening > 0) kept[0] = { ...first, text: first.text.slice(opening), column: first.column + opening };
  const last = kept.at(-1);
  const text = last?.text.trimEnd() ?? '';
  const withoutClosing = trimTrailing(text, '-');
  const closes = text.length - withoutClosing.length >= 3 && /\s$/.test(withoutClosing);
  if (last && closes && !text.trimStart().startsWith('|'))
    kept[kept.length - 1] = { ...last, text: withoutClosing.trimEnd() };
  return trimRules(kept);
}

/** Removes blank lines and thematic breaks at both ends. */
function trimRules(lines: readonly SourceLine[]): readonly SourceLine[] {
  const isContent = ({ text }: SourceLine): boolean => text.trim() !== '' && !dashesOnly.test(text);
  const first = lines.findIndex(isContent);
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex(isContent) + 1);
}

/** Shorter paragraphs may be repeated by chance. */
const minRepeatedWords = 4;

/**
 * Removes parts of the template's prompt that an answer repeats: whole paragraphs, word for word, at any position.
 *
 * @param prompt The template's prompt, as written but without blockquote markers.
 */
function withoutRepeats(lines: readonly SourceLine[], prompt: string): readonly SourceLine[] {
  const paragraphs = prompt.split(/\n\s*\n/).map((paragraph) => paragraph.split('\n').map((line) => line.trim()));
  const byFirst = new Map(
    paragraphs.flatMap((paragraph) =>
      wordsOf(paragraph.join(' ')).length < minRepeatedWords ? [] : [[paragraph[0] ?? '', paragraph] as const],
    ),
  );
  const texts = lines.map((line) => unquote(line).text.trim());
  if (!texts.some((text) => byFirst.has(text))) return lines;
  const kept: SourceLine[] = [];
  let fence: string | undefined;
  for (let index = 0; index < lines.length; ) {
    const line = lines[index];
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line?.text ?? '')?.[1];
    if (mark !== undefined && (fence === undefined || mark.startsWith(fence)))
      fence = fence === undefined ? mark : undefined;
    const paragraph = fence === undefined ? byFirst.get(texts[index] ?? '') : undefined;
    const ends = index + (paragraph?.length ?? 0);
    const isRepeat =
      paragraph?.every((text, at) => texts[index + at] === text) &&
      (ends >= lines.length || texts[ends] === '') &&
      (index === 0 || texts[index - 1] === '');
    if (!isRepeat && line) kept.push(line);
    index = isRepeat ? ends : index + 1;
  }
  return kept;
}
