import type { Diagnostic } from '../../model/diagnostic.js';
import type { QuestionKey } from '../../model/question-key.js';
import { type Question, questionsOf } from '../../model/report.js';
import type { CheckedReport } from '../../pipeline/check/check-result.js';

/** A question with its diagnostics. */
export interface QuestionProblems {
  readonly key: QuestionKey;
  /** As a page names it: `Question 7`. */
  readonly label: string;
  readonly number: number | null;
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

/** Groups a report's diagnostics by question. Of two questions with the same key, the place of the diagnostic decides. */
export function problemsByQuestion({ report, template, diagnostics }: CheckedReport): ProblemsByQuestion {
  const questions = questionsOf(report);
  const owners = new Map(diagnostics.map((diagnostic) => [diagnostic, ownerOf(diagnostic, questions)]));
  const held = questions.map((question) => ({
    key: question.key,
    label: question.label,
    number: question.number,
    title: question.title,
    question,
    diagnostics: diagnostics.filter((diagnostic) => owners.get(diagnostic) === question),
  }));
  const missing = report.missing.map((key) => {
    const known = template?.questions.get(key);
    return {
      key,
      label: known?.label ?? '',
      number: known?.number ?? null,
      title: known?.title ?? '',
      diagnostics: diagnostics.filter((diagnostic) => !owners.get(diagnostic) && diagnostic.question === key),
    };
  });
  const settled = new Set([...held, ...missing].flatMap((entry) => entry.diagnostics));
  return { questions: [...held, ...missing], others: diagnostics.filter((diagnostic) => !settled.has(diagnostic)) };
}

function ownerOf({ question: key, span }: Diagnostic, questions: readonly Question[]): Question | undefined {
  const candidates = questions.filter((question) => question.key === key);
  return candidates.findLast((question) => question.span.line <= span.line) ?? candidates[0];
}
