import { maxOf, minOf } from '../../model/min-max.js';
import type { LengthScale, LengthsView } from '../../render/views/chart.js';
import type { Language } from '../../words/language.js';
import { median, quantile } from '../statistics.js';
import { niceStep } from './scale.js';

/** What is drawn of the answers to a question. */
export interface AnswerLengths {
  /** Words of each answer. */
  readonly words: readonly number[];
  /** What most groups were asked for; null for no limit. */
  readonly asked: { readonly min: number | null; readonly max: number | null } | null;
}

/** Width of the drawing, which the page stretches, and of the room on both sides for the outermost labels. */
const width = 240;
const margin = 12;

/** Draws the lengths of the answers to all questions along one axis, so that they can be compared down the page. */
export function drawLengths(
  questions: readonly AnswerLengths[],
  t: Language['t'],
): {
  readonly scale: LengthScale;
  readonly lengths: readonly (LengthsView | null)[];
} {
  const end = endOf(questions);
  const positionOf = (words: number): number =>
    Math.round((margin + Math.min(words / end, 1) * (width - 2 * margin)) * 10) / 10;
  return {
    scale: { width, ticks: ticksUpTo(end).map((value) => ({ x: positionOf(value), label: String(value) })) },
    lengths: questions.map((question) => viewLengths(question, positionOf, t)),
  };
}

function viewLengths(
  { words, asked }: AnswerLengths,
  positionOf: (words: number) => number,
  t: Language['t'],
): LengthsView | null {
  const [shortest, longest] = [minOf(words), maxOf(words)];
  if (shortest === undefined || longest === undefined) return null;
  const [low, high] = [Math.round(quantile(words, 0.25)), Math.round(quantile(words, 0.75))];
  const span = (from: number, to: number): { from: number; to: number } => ({
    from: positionOf(from),
    to: positionOf(to),
  });
  return {
    range: span(shortest, longest),
    half: span(low, high),
    middle: positionOf(median(words)),
    asked: asked ? span(asked.min ?? 0, asked.max ?? Number.POSITIVE_INFINITY) : null,
    median: Math.round(median(words)),
    summary:
      shortest === longest
        ? t('chart.lengthsEqual', { words: shortest })
        : t('chart.lengths', { shortest, longest, low, high }),
  };
}

/**
 * The end of the axis: the longest answer, unless a few are so long that the others would be squeezed together. Then it is
 * twice the upper quartile of the question with the longest answers, as far as the longest limit at least.
 */
function endOf(questions: readonly AnswerLengths[]): number {
  const longest = maxOf(questions.map(({ words }) => maxOf(words) ?? 0)) ?? 0;
  const usual = maxOf(questions.map(({ words }) => quantile(words, 0.75))) ?? 0;
  const limit = maxOf(questions.map(({ asked }) => asked?.max ?? asked?.min ?? 0)) ?? 0;
  const end = Math.max(Math.min(longest, 2 * usual), Math.min(limit, 4 * usual), 1);
  const step = niceStep(end / 4);
  return Math.ceil(end / step) * step;
}

function ticksUpTo(end: number): readonly number[] {
  const step = niceStep(end / 4);
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => index * step);
}
