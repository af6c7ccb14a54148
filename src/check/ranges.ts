import type { Constraint } from '../model/constraint.js';
import type { Question } from '../model/report.js';

/** The limit of a kind that applies to a question. */
export function limitOf(question: Question, kind: Constraint['kind']): Constraint | undefined {
  return question.constraints.find((constraint) => constraint.kind === kind);
}

/** Describes a range: `100 to 200 words`, `at least 1 figure`, `1 figure`. */
export function describeRange({ kind, min, max }: Pick<Constraint, 'kind' | 'min' | 'max'>): string {
  if (min !== undefined && max !== undefined && min !== max && min > 0) return `${min} to ${max} ${kind}`;
  if (min !== undefined && min === max) return countOf(min, kind);
  if (max !== undefined) return `at most ${countOf(max, kind)}`;
  return `at least ${countOf(min ?? 0, kind)}`;
}

/** A number with its noun: `1 figure`, `12 words`. */
export function countOf(count: number, noun: string): string {
  const singular = noun.endsWith('s') ? noun.slice(0, -1) : noun;
  return `${count} ${count === 1 ? singular : `${singular}s`}`;
}
