import type { Marking } from './marking.js';
import type { Store } from './store.js';

/** Shows how much is marked: of this question in the bar, of every question in the sheet. */
export function startCounts(store: Store, marking: Marking): void {
  const count = document.querySelector('[data-marked-count]');
  const show = (): void => {
    if (count) count.textContent = String(marking.marked().size);
    const byQuestion = new Map<string, number>();
    for (const { key, mark } of store.all()) if (mark !== '') byQuestion.set(key, (byQuestion.get(key) ?? 0) + 1);
    for (const cell of document.querySelectorAll<HTMLElement>('.sheet-cell'))
      fill(cell, byQuestion.get(cell.dataset['question'] ?? '') ?? 0);
  };
  store.listen(show);
  show();
}

function fill(cell: HTMLElement, marked: number): void {
  const all = Number(cell.dataset['groups']);
  const width = all > 0 ? Math.min(1, marked / all) * 20 : 0;
  cell.querySelector('.sheet-marked')?.setAttribute('width', width.toFixed(1));
  const text = cell.querySelector('[data-marked-text]');
  if (text) text.textContent = marked > 0 ? `, ${marked} marked` : '';
}
