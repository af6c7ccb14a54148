import { countProblems } from '../../model/report-progress.js';
import type { LengthScale } from '../../render/views/chart.js';
import type { QuestionRowView } from '../../render/views/groups.js';
import { type AnswerLengths, drawLengths } from '../charts/answer-lengths.js';
import { type Cohort, paths } from '../cohort.js';
import type { QuestionSummary } from '../summary.js';
import { linkQuestions } from './question-links.js';

/** Makes a row for each question of the site's first page: how the answers of all groups differ. */
export function viewQuestions(cohort: Cohort): {
  readonly questions: readonly QuestionRowView[];
  readonly lengths: LengthScale;
} {
  const links = linkQuestions(cohort, paths.groups);
  const asked = links.map(({ id }) => cohort.members.flatMap((member) => member.asked.get(id)));
  const { scale, lengths } = drawLengths(asked.map(lengthsOf), cohort.site.language.t);
  const questions = links.map((link, index) => ({
    ...link,
    lengths: lengths[index] ?? null,
    ...countProblems((asked[index] ?? []).flatMap(({ problems }) => problems)),
  }));
  return { questions, lengths: scale };
}

function lengthsOf(questions: readonly QuestionSummary[]): AnswerLengths {
  const answered = questions.filter(({ status }) => status === 'answered');
  const limits = new Map<string, { asked: AnswerLengths['asked']; groups: number }>();
  for (const { words } of questions) {
    if (words.state === 'free') continue;
    const known = limits.get(words.range);
    if (known) known.groups += 1;
    else limits.set(words.range, { asked: { min: words.min, max: words.max }, groups: 1 });
  }
  const [most] = [...limits.values()].sort((a, b) => b.groups - a.groups);
  return { words: answered.map(({ words }) => words.count), asked: most?.asked ?? null };
}
