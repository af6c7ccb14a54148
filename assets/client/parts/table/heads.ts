import type { Order } from './sort.js';

/** The column that a table is sorted by; an empty name for the order in which it was built. */
export interface Sorting {
  readonly sort: string;
  readonly order: Order;
}

/**
 * Makes buttons of the names of columns.
 *
 * @returns Shows which column sorts, to all.
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

/** Each column begins with the end that a reader looks for; the next click turns it around. */
function next(head: HTMLTableCellElement): Sorting {
  const sort = head.dataset.sort ?? '';
  const now = head.getAttribute('aria-sort');
  if (now === null) return { sort, order: orderOf(head.dataset.first) };
  return { sort, order: now === 'ascending' ? 'descending' : 'ascending' };
}

/** Reads an order; anything unknown is ascending. */
export function orderOf(text: string | undefined): Order {
  return text === 'descending' ? 'descending' : 'ascending';
}
