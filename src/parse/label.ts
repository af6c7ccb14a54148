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

/** `Question 7`, `Question no. 7`, `Q7:`, `(7)`, `❓ Question 7`; looked for at the start of a heading only. */
const pattern =
  /^[^\p{L}\p{N}\s–—=-]{0,8}\s{0,4}(?:(\p{L}{1,30})\s{0,4}(?:(?:[Nn][Oo]|[Nn][Rr]|[Nn]umber|NUMBER)\.?\s{0,4})?[.:#]?\s{0,4}#?|#?)(\d{1,3})(?![\p{L}\d])[.:)]?/u;

function parseLabel(title: string): QuestionLabel | undefined {
  const text = title.trim();
  const match = pattern.exec(text);
  if (!match) return undefined;
  return { label: (match[1] ?? '').toLowerCase(), number: Number(match[2]), rest: text.slice(match[0].length).trim() };
}

/**
 * Reads a heading's text as the label of a question.
 *
 * @param labels The labels in use, when known; otherwise the usual ones, but no bare numbers: `## 1. Setup` inside an
 *   answer is not a question.
 */
export function readLabel(title: string, labels?: ReadonlySet<string>): QuestionLabel | undefined {
  const found = parseLabel(title);
  const known = found && (labels ? labels.has(found.label) : usualLabels.includes(found.label));
  return known ? found : undefined;
}

/** Reads any `word number` or bare number, for learning a template's own labels. */
export function readAnyLabel(title: string): QuestionLabel | undefined {
  return parseLabel(title);
}
