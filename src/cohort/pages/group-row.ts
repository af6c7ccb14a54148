import type { QuestionStatus } from '../../render/views/cohort.js';
import type { CohortGroupView } from '../../render/views/groups.js';
import type { Language } from '../../words/language.js';
import { drawStrip } from '../charts/strip.js';
import type { CohortQuestion } from '../cohort.js';
import { type CohortEntry, type CohortMember, statusById } from '../entry.js';
import { templateOf } from '../group-templates.js';
import { writeRanges } from '../ranges.js';
import { ownNames } from '../short-names.js';
import type { GroupSummary } from '../summary.js';

/** Data shared by all rows. */
export interface RowContext {
  readonly t: Language['t'];
  /** The cohort's questions. */
  readonly questions: readonly CohortQuestion[];
  /** The title that most reports share, which is not shown. */
  readonly commonTitle: string | null;
}

/** Estimated bytes of the table row of a group. */
export function rowBytes({ group, outcome }: CohortEntry): number {
  const text = 'failure' in outcome ? outcome.failure : outcome.summary.title;
  return 1250 + 6 * Buffer.byteLength(group) + 2 * Buffer.byteLength(text);
}

/** Makes the table row of a group that handed in nothing, or whose report could not be read. */
export function viewFailedGroup(
  { group, href }: CohortEntry,
  { failure, absent }: { readonly failure: string; readonly absent?: true },
  { questions, t }: RowContext,
): CohortGroupView {
  const row = { ...noReport, group, href, open: questions.length + 2 };
  return absent
    ? { ...row, state: 'absent', stateLabel: t('groups.nothingHandedIn'), failure: null }
    : { ...row, state: 'failed', stateLabel: t('groups.unreadable'), failure };
}

/** Makes the table row of a group. */
export function viewGroup(member: CohortMember, { questions, commonTitle, t }: RowContext): CohortGroupView {
  const { group, href, outcome } = member;
  const { title, progress, problems, rules } = outcome.summary;
  const states = statusById(member);
  const ids = questions.map(({ id }) => id);
  const names = ownNames(member, questions);
  const withState = (has: (status: QuestionStatus) => boolean): readonly string[] =>
    [...names].filter(([id]) => has(states.get(id) ?? 'answered')).map(([, name]) => name);
  return {
    group,
    href,
    title: title === commonTitle ? '' : title,
    progress,
    failure: null,
    template: templateOf(member),
    ...stateOf(outcome.summary, questions.length, t),
    unanswered: writeRanges(withState((status) => status === 'empty' || status === 'placeholder')),
    missing: writeRanges(withState((status) => status === 'missing')),
    strip: drawStrip(ids, states),
    ...problems,
    rules,
  };
}

const noReport = {
  title: '',
  template: '',
  progress: null,
  unanswered: '',
  missing: '',
  strip: { answered: '', open: '', missing: '' },
  errors: 0,
  warnings: 0,
  rules: [],
} as const;

/** @param most Number of questions of the cohort. */
function stateOf(
  { compared, progress }: GroupSummary,
  most: number,
  t: Language['t'],
): Pick<CohortGroupView, 'state' | 'stateLabel' | 'open'> {
  const { answered, questions } = progress;
  // A report without questions is incomplete only if a template says that it should have some.
  if (questions === 0)
    return compared
      ? { state: 'open', stateLabel: t('groups.noQuestions'), open: most + 1 }
      : { state: 'free', stateLabel: t('groups.noQuestions'), open: 0 };
  const open = questions - answered;
  return { state: open === 0 ? 'answered' : 'open', stateLabel: '', open };
}
