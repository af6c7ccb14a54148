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
    const refused = store.refusal && refusals[store.refusal];
    const text = [refused, unreadableText(store.unreadable), formerText(store.former().length)]
      .filter((sentence) => sentence !== undefined)
      .join(' ');
    if (notice && notice.textContent !== text) notice.textContent = text;
    if (where) where.textContent = refused ?? usual;
  };
  addEventListener('beforeunload', (event) => {
    if (store.refusal && store.all().length > 0) event.preventDefault();
  });
  store.listen(show);
  show();
}

const refusals: Readonly<Record<Refusal, string>> = {
  blocked:
    'This browser keeps nothing for this page: marks and notes last until it is closed. Export them before you leave it, also for another question.',
  full: 'This browser has no room left for this page: what is written from now on lasts until it is closed. Export the marks before you leave it, also for another question.',
};

function unreadableText(count: number): string | undefined {
  if (count === 0) return undefined;
  const what = count === 1 ? '1 entry' : `${count} entries`;
  return `${what} among the marks in this browser cannot be read; the others are there. Import your last export to complete them.`;
}

function formerText(count: number): string | undefined {
  if (count === 0) return undefined;
  const what = count === 1 ? '1 mark' : `${count} marks`;
  return `This browser holds ${what} of another build or run of this course. Look at them under “Marks: export, import”.`;
}
