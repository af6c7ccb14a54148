import { applyProblems } from './choices.js';
import { remember } from './storage.js';
import { afterUpdate, beforeUpdate } from './update.js';

/** CSS opens and closes the drawer (`:target`); the script adds Escape, and restores the focus. */
export function startDrawer(): void {
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || location.hash !== '#contents' || document.querySelector('dialog[open]')) return;
    const opener = document.querySelector<HTMLElement>('.bar-menu');
    if (!opener?.offsetParent && !opener?.getClientRects().length) return;
    location.replace('#bar');
    opener.focus({ preventScroll: true });
  });
}

/** Scroll spy: highlights the current question in the sidebar, and keeps its cell in view there. */
export function startPosition(): void {
  const contents = document.querySelector<HTMLElement>('.contents');
  if (!contents) return;
  const here = document.querySelector('.bar-here');
  const inView = new Set<Element>();
  let questions: readonly HTMLElement[] = [];
  let current: HTMLElement | null = null;
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (entry.isIntersecting) inView.add(entry.target);
        else inView.delete(entry.target);
      }
      const question = questions.find((candidate) => inView.has(candidate));
      const cell = question ? cellOf(question, document) : null;
      if (cell === current) return;
      current?.removeAttribute('aria-current');
      cell?.setAttribute('aria-current', 'location');
      current = cell;
      if (here) here.textContent = question?.querySelector('.question-anchor')?.lastElementChild?.textContent ?? '';
      if (cell) keepInView(contents, cell);
    },
    // A band in the upper part of the window, where people read.
    { rootMargin: '-15% 0px -70% 0px' },
  );
  const observe = (): void => {
    observer.disconnect();
    inView.clear();
    questions = [...document.querySelectorAll<HTMLElement>('.question')];
    for (const question of questions) observer.observe(question);
  };
  observe();
  beforeUpdate((next) => {
    const question = questions.find((candidate) => inView.has(candidate));
    if (question) cellOf(question, next)?.setAttribute('aria-current', 'location');
    const nextHere = next.querySelector('.bar-here');
    if (here && nextHere) nextHere.textContent = here.textContent;
  });
  afterUpdate(observe);
}

/** A question's cell in the sidebar. */
function cellOf({ id }: HTMLElement, page: Document): HTMLElement | null {
  return page.querySelector(`.contents a.cell[href="#${CSS.escape(id)}"]`);
}

function keepInView(box: HTMLElement, cell: HTMLElement): void {
  const outer = box.getBoundingClientRect();
  const inner = cell.getBoundingClientRect();
  if (inner.top < outer.top + 40) box.scrollTop += inner.top - outer.top - 40;
  else if (inner.bottom > outer.bottom - 40) box.scrollTop += inner.bottom - outer.bottom + 40;
}

/** Opens a part of the checklist that is linked to, and all parts for printing. */
export function startFolds(): void {
  const openTarget = (): void => {
    const target = location.hash.startsWith('#checklist-') ? document.getElementById(location.hash.slice(1)) : null;
    const fold = target?.closest('details');
    if (!fold || fold.open) return;
    fold.open = true;
    fold.scrollIntoView();
  };
  addEventListener('hashchange', openTarget);
  openTarget();

  let folded: HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll<HTMLDetailsElement>('.part:not([open])')];
    for (const fold of folded) fold.open = true;
  });
  addEventListener('afterprint', () => {
    for (const fold of folded) fold.open = false;
  });
}

/** Stores whether problems are hidden. Hiding is CSS; `head.js` has already applied the stored value. */
export function startSettings(): void {
  const box = document.querySelector<HTMLInputElement>('#hide-problems');
  if (!box) return;
  box.checked = document.documentElement.dataset.problems === 'hidden';
  box.addEventListener('change', () => {
    const hidden = box.checked ? 'yes' : null;
    applyProblems(hidden);
    remember('hide-problems', hidden);
  });
}
