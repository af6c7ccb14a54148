import type { SourceLine } from '../document/source.js';
import { wordsOf } from '../text/similarity.js';
import { unquote } from './unquote.js';

/** Fewer words are a phrase that anybody may use. */
const fewestRepeated = 4;

/**
 * Takes out of an answer what it repeats of the template's prompt: whole paragraphs, word for word, wherever they stand.
 *
 * @param prompt The template's prompt, as written but without its quotation marks.
 */
export function withoutRepeats(lines: readonly SourceLine[], prompt: string): readonly SourceLine[] {
  const paragraphs = prompt.split(/\n\s*\n/).map((paragraph) => paragraph.split('\n').map((line) => line.trim()));
  const byFirst = new Map(
    paragraphs.flatMap((paragraph) =>
      wordsOf(paragraph.join(' ')).length < fewestRepeated ? [] : [[paragraph[0] ?? '', paragraph] as const],
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
