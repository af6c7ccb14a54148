import { t } from '../words.js';
import type { Store } from './store.js';
import type { Refusal } from './stored.js';

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

/** Says what does not go as one expects: nothing is kept, something cannot be read, or marks lie under another name. */
export function startNotice(store: Store): void {
  const notice = document.querySelector<HTMLElement>('[data-notice]');
  const where = document.querySelector('[data-where]');
  const usual = where?.textContent ?? '';
  const show = (): void => {
    const refused = store.refusal && t(refusals[store.refusal]);
    const { unreadable } = store;
    const former = store.former().length;
    const text = [
      ...(refused === undefined ? [] : [refused]),
      ...(unreadable > 0 ? [t('marks.unreadable', { count: unreadable })] : []),
      ...(former > 0 ? [t('marks.former', { count: former })] : []),
    ].join(' ');
    if (notice && notice.textContent !== text) notice.textContent = text;
    if (where) where.textContent = refused ?? usual;
  };
  addEventListener('beforeunload', (event) => {
    if (store.refusal && store.all().length > 0) event.preventDefault();
  });
  store.listen(show);
  show();
}

const refusals = { blocked: 'marks.blocked', full: 'marks.full' } as const satisfies Readonly<Record<Refusal, string>>;
