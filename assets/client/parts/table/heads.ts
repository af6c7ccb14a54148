import type { Order } from './sort.js';

/** The column that a table is sorted by; empty for the original order. */
export interface Sorting {
  readonly sort: string;
  readonly order: Order;
}

/**
 * Turns column headers into sort buttons.
 *
 * @returns sets `aria-sort` on the current column
 */
export function startHeads(table: HTMLTableElement, choose: (sorting: Sorting) => void): (sorting: Sorting) => void {
  const heads = [...table.querySelectorAll<HTMLTableCellElement>('th[data-sort]')];
  for (const head of heads) {
    const name = head.querySelector('.sort');
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'sort';
    button.textContent = name?.textContent ?? '';
    button.addEventListener('click', () => choose(next(head)));
    name?.replaceWith(button);
  }
  return ({ sort, order }) => {
    for (const head of heads) {
      if (head.dataset.sort === sort) head.setAttribute('aria-sort', order);
      else head.removeAttribute('aria-sort');
    }
  };
}

/** The first click sorts in the column's own preferred order (`data-first`), the next one reverses it. */
function next(head: HTMLTableCellElement): Sorting {
  const sort = head.dataset.sort ?? '';
  const now = head.getAttribute('aria-sort');
  if (now === null) return { sort, order: orderOf(head.dataset.first) };
  return { sort, order: now === 'ascending' ? 'descending' : 'ascending' };
}

/** Parses an order; anything unknown is ascending. */
export function orderOf(text: string | undefined): Order {
  return text === 'descending' ? 'descending' : 'ascending';
}
