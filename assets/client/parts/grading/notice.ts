import type { Store } from './store.js';

/** How long a passing remark stays, in milliseconds. */
const stay = 4000;

/** Returns what makes a passing remark, seen in the bar and read by screen readers. */
export function startRemarks(): (text: string) => void {
  const place = document.querySelector<HTMLElement>('[data-remark]');
  let timer = 0;
  return (text) => {
    if (!place) return;
    place.textContent = text;
    clearTimeout(timer);
    timer = setTimeout(() => {
      place.textContent = '';
    }, stay);
  };
}

/** Says so, and warns before leaving, where the browser keeps nothing. */
export function startKeepingNotice(store: Store): void {
  const notice = document.querySelector<HTMLElement>('[data-notice]');
  const where = document.querySelector('[data-where]');
  const show = (): void => {
    if (store.lasting || !notice || notice.textContent !== '') return;
    notice.textContent =
      'This browser keeps nothing for this page: marks and notes last until it is closed. Export them before you leave it, also for another question.';
    if (where) where.textContent = notice.textContent;
    addEventListener('beforeunload', (event) => {
      if (store.all().length > 0) event.preventDefault();
    });
  };
  store.listen(show);
  show();
}
