import type { Diagnostic } from '../../model/diagnostic.js';
import { questionOwners } from '../../model/question-owner.js';
import { type Question, questionsOf } from '../../model/report.js';
import type { CheckedReport } from '../../pipeline/check/check-result.js';

/** A question and what is wrong with it. */
export interface QuestionProblems {
  readonly number: number;
  readonly title: string;
  /** Absent for a question of the template that the report does not hold. */
  readonly question?: Question;
  readonly diagnostics: readonly Diagnostic[];
}

/** A report's diagnostics, each in one place. */
export interface ProblemsByQuestion {
  /** In the order of the source, those that are missing last. */
  readonly questions: readonly QuestionProblems[];
  /** About the report as a whole. */
  readonly others: readonly Diagnostic[];
}

/** Sorts a report's diagnostics by the question they concern; of two with one number, the one they stand in. */
export function problemsByQuestion({ report, template, diagnostics }: CheckedReport): ProblemsByQuestion {
  const ownerOf = questionOwners(questionsOf(report));
  const byOwner = new Map<Question | number, Diagnostic[]>();
  const others: Diagnostic[] = [];
  for (const number of report.missing) byOwner.set(number, []);
  for (const question of questionsOf(report)) byOwner.set(question, []);
  for (const diagnostic of diagnostics) {
    const owner = ownerOf(diagnostic) ?? diagnostic.question;
    const problems = owner === undefined ? undefined : byOwner.get(owner);
    (problems ?? others).push(diagnostic);
  }
  const held = questionsOf(report).map((question) => ({
    number: question.number,
    title: question.title,
    question,
    diagnostics: byOwner.get(question) ?? [],
  }));
  const missing = report.missing.map((number) => ({
    number,
    title: template?.questions.get(number)?.title ?? '',
    diagnostics: byOwner.get(number) ?? [],
  }));
  return { questions: [...held, ...missing], others };
}
