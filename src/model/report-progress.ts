import { countDone } from './checklist.js';
import type { Constraint } from './constraint.js';
import type { Diagnostic } from './diagnostic.js';
import { type Question, questionsOf, type Report } from './report.js';

/** `read` counts the words that a reader would count, `raw` every whitespace-separated token of the source. */
export type WordCounting = 'read' | 'raw';

/** How complete a report is. */
export interface ReportProgress {
  readonly answered: number;
  /** Questions of the report and those of the template that it lacks. */
  readonly questions: number;
  readonly ticked: number;
  readonly items: number;
  /** In all answers; in the whole report if it has no recognised questions. */
  readonly words: number;
  readonly figures: number;
}

/** The number of words of an answer. */
export function wordsOfAnswer({ answer }: Pick<Question, 'answer'>, counting: WordCounting): number {
  return counting === 'raw' ? answer.rawWords : answer.words;
}

/** A question's limit on the length of its answer; undefined for none. */
export function lengthLimitOf({ constraints }: Pick<Question, 'constraints'>): LengthLimit | undefined {
  return constraints.find((constraint): constraint is LengthLimit => constraint.kind !== 'figures');
}

/** A limit on words or characters. */
export type LengthLimit = Constraint & { readonly kind: 'words' | 'characters' };

/** An answer's length in the unit of a limit. */
export function lengthOfAnswer(
  question: Pick<Question, 'answer'>,
  { kind }: Pick<LengthLimit, 'kind'>,
  counting: WordCounting,
): number {
  return kind === 'characters' ? question.answer.characters : wordsOfAnswer(question, counting);
}

/** Computes how complete a report is. */
export function progressOf(report: Report, counting: WordCounting): ReportProgress {
  const { body } = report;
  const questions = questionsOf(report);
  const answered = questions.filter(({ answer }) => answer.status === 'answered');
  const { done, total } = countDone(report.checklist.groups.flatMap((group) => group.items));
  return {
    answered: answered.length,
    questions: questions.length + report.missing.length,
    ticked: done,
    items: total,
    words:
      answered.reduce((sum, question) => sum + wordsOfAnswer(question, counting), 0) +
      (body ? wordsOfAnswer({ answer: body }, counting) : 0),
    figures: questions.reduce((sum, { answer }) => sum + answer.figures.length, 0) + (body?.figures.length ?? 0),
  };
}

/** Number of problems by severity. */
export interface ProblemCount {
  readonly errors: number;
  readonly warnings: number;
}

/** Counts problems by severity. */
export function countProblems(diagnostics: readonly Pick<Diagnostic, 'severity'>[]): ProblemCount {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: diagnostics.length - errors };
}
