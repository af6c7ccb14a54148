import type { Diagnostic } from '../../model/diagnostic.js';
import { type Question, questionsOf } from '../../model/report.js';
import type { CheckedReport } from '../../pipeline/check/check-result.js';

/** A question with its diagnostics. */
export interface QuestionProblems {
  readonly number: number;
  readonly title: string;
  /** Absent for a question of the template that the report does not hold. */
  readonly question?: Question;
  readonly diagnostics: readonly Diagnostic[];
}

/** The diagnostics of a report, each of them once. */
export interface ProblemsByQuestion {
  /** In the order of the source; missing questions come last. */
  readonly questions: readonly QuestionProblems[];
  /** About the report as a whole. */
  readonly others: readonly Diagnostic[];
}

/** Groups a report's diagnostics by question. Of two questions with the same number, the place of the diagnostic decides. */
export function problemsByQuestion({ report, template, diagnostics }: CheckedReport): ProblemsByQuestion {
  const questions = questionsOf(report);
  const owners = new Map(diagnostics.map((diagnostic) => [diagnostic, ownerOf(diagnostic, questions)]));
  const held = questions.map((question) => ({
    number: question.number,
    title: question.title,
    question,
    diagnostics: diagnostics.filter((diagnostic) => owners.get(diagnostic) === question),
  }));
  const missing = report.missing.map((number) => ({
    number,
    title: template?.questions.get(number)?.title ?? '',
    diagnostics: diagnostics.filter((diagnostic) => !owners.get(diagnostic) && diagnostic.question === number),
  }));
  const settled = new Set([...held, ...missing].flatMap((entry) => entry.diagnostics));
  return { questions: [...held, ...missing], others: diagnostics.filter((diagnostic) => !settled.has(diagnostic)) };
}

function ownerOf({ question: number, span }: Diagnostic, questions: readonly Question[]): Question | undefined {
  const candidates = questions.filter((question) => question.number === number);
  return candidates.findLast((question) => question.span.line <= span.line) ?? candidates[0];
}
