import type { QuestionKey } from '../../model/question-key.js';
import { countProblems } from '../../model/report-progress.js';
import type { QuestionStatus } from '../../render/views/cohort.js';
import type { CohortGroupView } from '../../render/views/groups.js';
import { drawStrip } from '../charts/strip.js';
import { type CohortEntry, type ReadEntry, statusByNumber } from '../entry.js';
import { writeRanges } from '../ranges.js';

/**
 * Turns one group into a row of the table.
 *
 * @param numbers The cohort's questions.
 * @param commonTitle The title that most reports have, which is not shown.
 */
export function viewGroup(
  { group, href, outcome }: CohortEntry,
  numbers: readonly QuestionKey[],
  commonTitle: string | null,
): CohortGroupView {
  if ('failure' in outcome) return { ...noReport, group, href, open: numbers.length + 2, failure: outcome.failure };
  const { view, diagnostics } = outcome;
  const states = statusByNumber(outcome);
  const withState = (has: (status: QuestionStatus) => boolean): readonly QuestionKey[] =>
    numbers.filter((number) => has(states.get(number) ?? 'answered'));
  return {
    group,
    href,
    title: view.title === commonTitle ? '' : view.title,
    progress: view.progress,
    failure: null,
    ...stateOf(view, numbers.length),
    unanswered: writeRanges(withState((status) => status === 'empty' || status === 'placeholder')),
    missing: writeRanges(withState((status) => status === 'missing')),
    strip: drawStrip(numbers, states),
    ...countProblems(diagnostics),
  };
}

const noReport = {
  title: '',
  progress: null,
  state: 'failed',
  stateLabel: 'Failed',
  unanswered: '',
  missing: '',
  strip: { answered: '', open: '', missing: '' },
  errors: 0,
  warnings: 0,
} as const;

/** @param most Questions of the cohort. */
function stateOf(
  { progress }: ReadEntry['view'],
  most: number,
): Pick<CohortGroupView, 'state' | 'stateLabel' | 'open'> {
  const { answered, questions } = progress;
  if (questions === 0) return { state: 'open', stateLabel: 'No questions', open: most + 1 };
  const open = questions - answered;
  return open === 0
    ? { state: 'answered', stateLabel: 'All answered', open }
    : { state: 'open', stateLabel: `${open} open`, open };
}
