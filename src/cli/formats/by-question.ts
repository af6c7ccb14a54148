import type { Diagnostic } from '../../model/diagnostic.js';
import type { QuestionKey } from '../../model/question-key.js';
import { questionLookup } from '../../model/question-lookup.js';
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
  const ownerOf = questionLookup(questionsOf(report));
  const byOwner = new Map<Question | QuestionKey, Diagnostic[]>();
  const others: Diagnostic[] = [];
  for (const key of report.missing) byOwner.set(key, []);
  for (const question of questionsOf(report)) byOwner.set(question, []);
  for (const diagnostic of diagnostics) {
    const owner = ownerOf(diagnostic) ?? diagnostic.question;
    const problems = owner === undefined ? undefined : byOwner.get(owner);
    (problems ?? others).push(diagnostic);
  }
  const held = questionsOf(report).map((question) => ({
    key: question.key,
    label: question.label,
    number: question.number,
    title: question.title,
    question,
    diagnostics: byOwner.get(question) ?? [],
  }));
  const missing = report.missing.map((key) => {
    const known = template?.questions.get(key);
    return {
      key,
      label: known?.label ?? '',
      number: known?.number ?? null,
      title: known?.title ?? '',
      diagnostics: byOwner.get(key) ?? [],
    };
  });
  return { questions: [...held, ...missing], others };
}
