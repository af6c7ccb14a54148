import { t } from '../words.js';
import type { Deck } from './deck.js';
import type { Marking } from './marking.js';
import type { Store } from './store.js';

/**
 * Shows how much is marked: of the answers shown in the bar, of every question in the sheet; and how many of those shown
 * are without an answer.
 *
 * @returns Shows it anew, for other answers.
 */
export function startCounts(store: Store, deck: Deck, marking: Marking): () => void {
  const [count, all, open] = ['marked-count', 'marked-of', 'rest-count'].map((name) =>
    document.querySelector(`[data-${name}]`),
  );
  const show = (): void => {
    const marked = marking.marked();
    if (count) count.textContent = String(deck.shown.filter((reply) => marked.has(reply)).length);
    if (all) all.textContent = String(deck.shown.length);
    const unanswered = deck.shown.filter(({ element }) => !element.matches('.reply-answered')).length;
    if (open) open.textContent = String(unanswered);
    open?.closest('.grading-rest')?.toggleAttribute('hidden', unanswered === 0);
    const byQuestion = new Map<string, number>();
    for (const { key, mark } of store.all()) if (mark !== '') byQuestion.set(key, (byQuestion.get(key) ?? 0) + 1);
    for (const cell of document.querySelectorAll<HTMLElement>('.sheet-cell'))
      fill(cell, byQuestion.get(cell.dataset['question'] ?? '') ?? 0);
  };
  store.listen(show);
  show();
  return show;
}

function fill(cell: HTMLElement, marked: number): void {
  const all = Number(cell.dataset['groups']);
  const width = all > 0 ? Math.min(1, marked / all) * 20 : 0;
  cell.querySelector('.sheet-marked')?.setAttribute('width', width.toFixed(1));
  const text = cell.querySelector('[data-marked-text]');
  if (text) text.textContent = marked > 0 ? t('answers.sheetMarked', { count: marked }) : '';
}
