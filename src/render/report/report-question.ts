import type { Constraint } from '../../model/constraint.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { anchorOfKey, shortName } from '../../model/question-key.js';
import type { Question } from '../../model/report.js';
import { type WordCounting, wordsOfAnswer } from '../../model/report-progress.js';
import type { TemplateQuestion } from '../../parse/template/template.js';
import type { SafeHtml } from '../safe-html.js';
import type { AuthorsView, MeasureView, ProblemView, QuestionView } from '../views/report.js';

/**
 * Renders an excerpt of a report; null when there is nothing to render. `idPrefix` is the prefix of all anchors in it.
 */
export type RenderExcerpt = (markdown: string | undefined, idPrefix: string) => SafeHtml | null;

const statusLabels = { answered: 'Answered', placeholder: 'Unanswered', empty: 'Unanswered' } as const;

/** What a question is rendered with. */
export interface QuestionContext {
  readonly html: RenderExcerpt;
  readonly counting: WordCounting;
  readonly problems: readonly ProblemView[];
  readonly authors: AuthorsView | null;
}

/** A question before its position on the page is known. */
export type UnplacedQuestion = Omit<QuestionView, 'short' | 'named'>;

/** Makes the data of a question with its answer. */
export function viewQuestion(
  question: Question,
  { html, counting, problems, authors }: QuestionContext,
): UnplacedQuestion {
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
    authors,
    problems,
  };
}

/** Makes the data of a question of the template that the report lacks. */
export function viewMissing(
  { key, label, title, prompt, constraints }: TemplateQuestion,
  { html, problems }: Pick<QuestionContext, 'html' | 'problems'>,
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
    authors: null,
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

/** Converts diagnostics to notes; equal ones on several lines are merged. */
export function viewProblems(diagnostics: readonly Diagnostic[]): readonly ProblemView[] {
  const notes = new Map<string, ProblemView & { readonly lines: number[] }>();
  for (const { rule, severity, message, span, suggestion } of diagnostics) {
    const known = notes.get(`${rule} ${message}`);
    if (known) {
      known.lines.push(span.line);
      continue;
    }
    // Most messages already contain the suggestion.
    const extra = suggestion !== undefined && !message.includes(suggestion) ? suggestion : null;
    notes.set(`${rule} ${message}`, { rule, severity, message, suggestion: extra, lines: [span.line] });
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
