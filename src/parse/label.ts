/** A heading that numbers a question: `Question 29 (someone)` has the label `question`, the number 29 and the rest `(someone)`. */
export interface QuestionLabel {
  /** Lower case; empty for a bare number. */
  readonly label: string;
  readonly number: number;
  readonly rest: string;
}

/** Words that number questions where no template says which word does. */
const usualLabels: readonly string[] = [
  'question',
  'q',
  'task',
  'exercise',
  'problem',
  'assignment',
  'item',
  'frage',
  'aufgabe',
  'spørgsmål',
  'opgave',
  'fråga',
  'pregunta',
  'vraag',
];

const pattern = /^(?:(\p{L}+)\s*[.:#]?\s*#?|#?)(\d{1,3})(?![\p{L}\d])[.:)]?\s*(.*)$/u;

/**
 * Reads a heading's text as the label of a question.
 *
 * @param labels The labels in use, when known; otherwise the usual ones, but no bare numbers: `## 1. Setup` inside an
 *   answer is not a question.
 */
export function readLabel(title: string, labels?: ReadonlySet<string>): QuestionLabel | undefined {
  const match = pattern.exec(title.trim());
  if (!match) return undefined;
  const label = (match[1] ?? '').toLowerCase();
  const known = labels ? labels.has(label) : usualLabels.includes(label);
  return known ? { label, number: Number(match[2]), rest: match[3] ?? '' } : undefined;
}

/** Reads any `word number` or bare number, for learning a template's own labels. */
export function readAnyLabel(title: string): QuestionLabel | undefined {
  const match = pattern.exec(title.trim());
  return match ? { label: (match[1] ?? '').toLowerCase(), number: Number(match[2]), rest: match[3] ?? '' } : undefined;
}
