import type { Constraint } from '../../model/constraint.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { anchorOfKey, shortName } from '../../model/question-key.js';
import type { Question } from '../../model/report.js';
import { type WordCounting, wordsOfAnswer } from '../../model/report-progress.js';
import type { TemplateQuestion } from '../../parse/template/template.js';
import type { Language } from '../../words/language.js';
import type { SafeHtml } from '../safe-html.js';
import type { MeasureView, ProblemPlaceView, ProblemView, QuestionView } from '../views/report.js';
import type { PlaceOf } from './problem-places.js';

/**
 * Renders an excerpt of a report; null when there is nothing to render. `idPrefix` is the prefix of all anchors in it.
 */
export type RenderExcerpt = (markdown: string | undefined, idPrefix: string) => SafeHtml | null;

const statusLabels = {
  answered: 'status.answered',
  placeholder: 'status.unanswered',
  empty: 'status.unanswered',
} as const;

/** What a question is rendered with. */
export interface QuestionContext {
  readonly html: RenderExcerpt;
  readonly counting: WordCounting;
  readonly t: Language['t'];
  readonly problems: readonly ProblemView[];
}

/** A question before its position on the page is known. */
export type UnplacedQuestion = Omit<QuestionView, 'short' | 'named'>;

/** Makes the data of a question with its answer. */
export function viewQuestion(question: Question, { html, counting, t, problems }: QuestionContext): UnplacedQuestion {
  const { id, key, label, title, prompt, answer, constraints } = question;
  const isAnswered = answer.status === 'answered';
  const measure = measureWith(constraints, t);
  return {
    id,
    key,
    label,
    title: title === '' ? label : title,
    status: answer.status,
    statusLabel: t(statusLabels[answer.status]),
    prompt: html(prompt.text, `${id}-prompt`),
    length: prompt.length ?? null,
    example: html(prompt.example, `${id}-example`),
    answer: html(answer.markdown, id),
    words: measure('words', isAnswered ? wordsOfAnswer(question, counting) : 0),
    characters: isLimited(constraints, 'characters') ? measure('characters', isAnswered ? answer.characters : 0) : null,
    figures: measure('figures', answer.figures.length),
    problems,
  };
}

/** Makes the data of a question of the template that the report lacks. */
export function viewMissing(
  { key, label, title, prompt, constraints }: TemplateQuestion,
  { html, t, problems }: Omit<QuestionContext, 'counting'>,
): UnplacedQuestion {
  const id = anchorOfKey(key);
  const measure = measureWith(constraints, t);
  return {
    id,
    key,
    label,
    title,
    status: 'missing',
    statusLabel: t('status.missing'),
    prompt: html(prompt.text, `${id}-prompt`),
    length: prompt.length ?? null,
    example: html(prompt.example, `${id}-example`),
    answer: null,
    words: measure('words', 0),
    characters: isLimited(constraints, 'characters') ? measure('characters', 0) : null,
    figures: measure('figures', 0),
    problems,
  };
}

/**
 * Adds the names that depend on the question's position on the page.
 *
 * @param place From 1.
 */
export function placeQuestion(question: UnplacedQuestion, place: number): QuestionView {
  const short = shortName(question, place);
  const words = question.title.replaceAll(short, '').match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  // `Question 7` adds nothing to its number; `Question 7 (Ada)` and `Results` do.
  return { ...question, short, named: words > 1 || !question.label.includes(short) };
}

/** Converts diagnostics to notes; equal ones on several lines are merged. `beside`: they stand beside their question. */
export function viewProblems(
  diagnostics: readonly Diagnostic[],
  { placeOf, beside }: { readonly placeOf: PlaceOf; readonly beside: boolean },
): readonly ProblemView[] {
  const notes = new Map<string, ProblemView & { readonly lines: number[]; readonly where: ProblemPlaceView[] }>();
  for (const { rule, severity, message, span, suggestion } of diagnostics) {
    const known = notes.get(`${rule} ${message}`);
    const place = placeOf(span);
    if (known) {
      known.lines.push(span.line);
      if (isSaid(place, beside)) known.where.push(place);
      continue;
    }
    // Most messages already contain the suggestion.
    const extra = suggestion !== undefined && !message.includes(suggestion) ? suggestion : null;
    const mentioned = [...message.matchAll(/\bon line (\d+)/g)]
      .map(([, line]) => placeOf({ line: Number(line), column: 1 }))
      .filter(({ question }) => question !== null);
    notes.set(`${rule} ${message}`, {
      rule,
      severity,
      message,
      suggestion: extra,
      lines: [span.line],
      where: isSaid(place, beside) ? [place] : [],
      mentioned,
    });
  }
  return [...notes.values()];
}

/** Beside its question only what leads to the editor is said. */
function isSaid({ editor }: ProblemPlaceView, beside: boolean): boolean {
  return !beside || editor !== null;
}

function isLimited(constraints: readonly Constraint[], kind: Constraint['kind']): boolean {
  return constraints.some((constraint) => constraint.kind === kind);
}

/** Returns what compares a count with its limits. */
function measureWith(
  constraints: readonly Constraint[],
  t: Language['t'],
): (kind: Constraint['kind'], count: number) => MeasureView {
  return (kind, count) => {
    const limit = constraints.find((constraint) => constraint.kind === kind);
    const min = limit?.min ?? null;
    const max = limit?.max ?? null;
    return { count, min, max, state: limit ? stateOf(count, min, max) : 'free', range: rangeText(min, max, t) };
  };
}

function stateOf(count: number, min: number | null, max: number | null): MeasureView['state'] {
  if (min !== null && count < min) return 'low';
  return max !== null && count > max ? 'high' : 'ok';
}

function rangeText(min: number | null, max: number | null, t: Language['t']): string {
  if (min !== null && min === max) return String(min);
  if (max !== null) return min === null || min === 0 ? t('range.upTo', { max }) : `${min}–${max}`;
  return min === null ? '' : t('range.atLeast', { min });
}
