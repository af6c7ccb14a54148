import type { Constraint } from '../../model/constraint.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { anchorOfKey, shortName } from '../../model/question-key.js';
import type { Question } from '../../model/report.js';
import { type WordCounting, wordsOfAnswer } from '../../model/report-progress.js';
import type { TemplateQuestion } from '../../parse/template/template.js';
import type { SafeHtml } from '../safe-html.js';
import type { MeasureView, ProblemView, QuestionView } from '../views/report.js';

/** Renders a piece of a report; null when there is nothing to render. `idPrefix` begins every anchor in it. */
export type RenderExcerpt = (markdown: string | undefined, idPrefix: string) => SafeHtml | null;

const statusLabels = { answered: 'Answered', placeholder: 'Unanswered', empty: 'Unanswered' } as const;

/** What a question is shown with. */
export interface QuestionContext {
  readonly html: RenderExcerpt;
  readonly counting: WordCounting;
  readonly problems: readonly ProblemView[];
}

/** A question before its place on the page is known. */
export type UnplacedQuestion = Omit<QuestionView, 'short' | 'named'>;

/** Turns a question with its answer into what its layout shows. */
export function viewQuestion(question: Question, { html, counting, problems }: QuestionContext): UnplacedQuestion {
  const { id, key, label, title, prompt, answer, constraints } = question;
  const isAnswered = answer.status === 'answered';
  return {
    id,
    key,
    label,
    title: title === '' ? label : title,
    status: answer.status,
    statusLabel: statusLabels[answer.status],
    prompt: html(prompt.text, `${id}-prompt`),
    length: prompt.length ?? null,
    example: html(prompt.example, `${id}-example`),
    answer: html(answer.markdown, id),
    words: measure(constraints, 'words', isAnswered ? wordsOfAnswer(question, counting) : 0),
    characters: measureCharacters(constraints, isAnswered ? answer.characters : 0),
    figures: measure(constraints, 'figures', answer.figures.length),
    problems,
  };
}

/** A question of the template that the report lost. */
export function viewMissing(
  { key, label, title, prompt, constraints }: TemplateQuestion,
  { html, problems }: Omit<QuestionContext, 'counting'>,
): UnplacedQuestion {
  const id = anchorOfKey(key);
  return {
    id,
    key,
    label,
    title,
    status: 'missing',
    statusLabel: 'Missing',
    prompt: html(prompt.text, `${id}-prompt`),
    length: prompt.length ?? null,
    example: html(prompt.example, `${id}-example`),
    answer: null,
    words: measure(constraints, 'words', 0),
    characters: measureCharacters(constraints, 0),
    figures: measure(constraints, 'figures', 0),
    problems,
  };
}

/**
 * Names a question by its place on the page.
 *
 * @param place From 1.
 */
export function placeQuestion(question: UnplacedQuestion, place: number): QuestionView {
  const short = shortName(question, place);
  const words = question.title.replaceAll(short, '').match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  // `Question 7` says no more than its number does; `Question 7 (Ada)` and `Results` do.
  return { ...question, short, named: words > 1 || !question.label.includes(short) };
}

/** Problems as notes beside what they concern; the same one in several places is told once. */
export function viewProblems(diagnostics: readonly Diagnostic[]): readonly ProblemView[] {
  const notes = new Map<string, ProblemView & { readonly lines: number[] }>();
  for (const { rule, severity, message, span, suggestion } of diagnostics) {
    const known = notes.get(`${rule} ${message}`);
    if (known) {
      known.lines.push(span.line);
      continue;
    }
    // Most messages name what they suggest.
    const more = suggestion !== undefined && !message.includes(suggestion) ? suggestion : null;
    notes.set(`${rule} ${message}`, { rule, severity, message, suggestion: more, lines: [span.line] });
  }
  return [...notes.values()];
}

function measureCharacters(constraints: readonly Constraint[], count: number): MeasureView | null {
  return constraints.some(({ kind }) => kind === 'characters') ? measure(constraints, 'characters', count) : null;
}

function measure(constraints: readonly Constraint[], kind: Constraint['kind'], count: number): MeasureView {
  const limit = constraints.find((constraint) => constraint.kind === kind);
  const min = limit?.min ?? null;
  const max = limit?.max ?? null;
  return { count, min, max, state: limit ? stateOf(count, min, max) : 'free', range: rangeText(min, max) };
}

function stateOf(count: number, min: number | null, max: number | null): MeasureView['state'] {
  if (min !== null && count < min) return 'low';
  return max !== null && count > max ? 'high' : 'ok';
}

function rangeText(min: number | null, max: number | null): string {
  if (min !== null && min === max) return String(min);
  if (max !== null) return min === null || min === 0 ? `up to ${max}` : `${min}–${max}`;
  return min === null ? '' : `at least ${min}`;
}
