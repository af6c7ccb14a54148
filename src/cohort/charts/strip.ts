import type { StripScale, StripView } from '../../render/views/chart.js';
import type { QuestionStatus } from '../../render/views/cohort.js';

/**
 * Width of a mark and the gap after it, and of the gap alone. The style sheet splits a run into marks with a dash
 * pattern of the same lengths.
 */
const pitch = 7;
const gap = 2;

/** Maximum width in pixels; a strip of more questions is scaled down to it. */
const maxWidth = 40 * pitch - gap;

/**
 * Computes the geometry of a cohort's strips.
 *
 * @param names Short names of its questions. Every fifth number is shown above the strips.
 */
export function measureStrips(names: readonly string[]): StripScale {
  const units = Math.max(names.length * pitch - gap, 0);
  return {
    units,
    width: Math.min(units, maxWidth),
    ticks:
      units > maxWidth
        ? []
        : names.flatMap((name, index) =>
            /^\d+$/.test(name) && (index === 0 || Number(name) % 5 === 0)
              ? [{ x: index * pitch + (pitch - gap) / 2, label: name }]
              : [],
          ),
  };
}

/**
 * Draws the state of each question, at the same position in every strip; questions that a group was not asked are left
 * blank.
 */
export function drawStrip(ids: readonly string[], statusOf: ReadonlyMap<string, QuestionStatus>): StripView {
  const strip = { answered: '', open: '', missing: '' };
  let run = 0;
  for (const [index, id] of ids.entries()) {
    const status = statusOf.get(id);
    const x = index * pitch;
    run = status === 'answered' ? run + 1 : 0;
    if (run > 0 && statusOf.get(ids[index + 1] ?? '') !== 'answered')
      strip.answered += `M${x - (run - 1) * pitch} 6h${run * pitch - gap}`;
    else if (status === 'missing') strip.missing += `M${x} 11.5h${pitch - gap}`;
    else if (status !== undefined && status !== 'answered')
      strip.open += `M${x}.5.5h${pitch - gap - 1}v11h${gap + 1 - pitch}z`;
  }
  return strip;
}
