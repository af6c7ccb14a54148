import { readStored, storedKeys } from './grading/stored.js';
import { decimal, t } from './words.js';

/** Shows, for each question, the marks that this browser keeps: how many answers have one, and how they spread. */
export function startQuestionMarks(): void {
  const table = document.querySelector<HTMLTableElement>('[data-questions]');
  if (!table) return;
  const show = (): void => showMarks(table);
  // Marks change in other windows, and on pages that the reader comes back from.
  addEventListener('storage', show);
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) show();
  });
  show();
}

function showMarks(table: HTMLTableElement): void {
  const marks = marksByQuestion(table.dataset['questions'] ?? '');
  for (const cell of table.querySelectorAll<HTMLElement>('[data-marks]')) {
    cell.hidden = marks.size === 0;
    const question = cell.closest('tr')?.dataset['question'];
    if (question !== undefined) cell.textContent = describe(marks.get(question) ?? []);
  }
}

function marksByQuestion(cohort: string): ReadonlyMap<string, readonly string[]> {
  const marks = new Map<string, string[]>();
  for (const key of storedKeys(cohort)) {
    const record = readStored(key);
    if (!record || record.mark === '') continue;
    const known = marks.get(record.key);
    if (known) known.push(record.mark);
    else marks.set(record.key, [record.mark]);
  }
  return marks;
}

/** `12: 2–5, median 4`; only the number of marks where one of them is no number. */
function describe(marks: readonly string[]): string {
  if (marks.length === 0) return '';
  const numbers = marks.map(Number).sort((a, b) => a - b);
  const [least, most] = [numbers[0] ?? 0, numbers.at(-1) ?? 0];
  if (numbers.some(Number.isNaN)) return String(marks.length);
  const middle = ((numbers[(numbers.length - 1) >> 1] ?? 0) + (numbers[numbers.length >> 1] ?? 0)) / 2;
  const count = marks.length;
  return least === most ? `${count}: ${least}` : t('marks.spread', { count, least, most, median: decimal(middle) });
}
