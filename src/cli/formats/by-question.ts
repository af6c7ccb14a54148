import type { Diagnostic } from '../../model/diagnostic.js';
import type { QuestionKey } from '../../model/question-key.js';
import { questionLookup } from '../../model/question-lookup.js';
import type { CheckedQuestion, CheckedReport } from '../../pipeline/check/check-result.js';

/** A question with its diagnostics. */
export interface QuestionProblems extends Pick<CheckedQuestion, 'key' | 'label' | 'number' | 'title'> {
  /** Absent for a question of the template that the report does not hold. */
  readonly question?: CheckedQuestion;
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
export function problemsByQuestion({ questions, missing, diagnostics }: CheckedReport): ProblemsByQuestion {
  const ownerOf = questionLookup(questions);
  const byOwner = new Map<CheckedQuestion | QuestionKey, Diagnostic[]>();
  const others: Diagnostic[] = [];
  for (const { key } of missing) byOwner.set(key, []);
  for (const question of questions) byOwner.set(question, []);
  for (const diagnostic of diagnostics) {
    const owner = ownerOf(diagnostic) ?? diagnostic.question;
    const problems = owner === undefined ? undefined : byOwner.get(owner);
    (problems ?? others).push(diagnostic);
  }
  const held = questions.map((question) => {
    const { key, label, number, title } = question;
    return { key, label, number, title, question, diagnostics: byOwner.get(question) ?? [] };
  });
  const lacking = missing.map((question) => ({ ...question, diagnostics: byOwner.get(question.key) ?? [] }));
  return { questions: [...held, ...lacking], others };
}
