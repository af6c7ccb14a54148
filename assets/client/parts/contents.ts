import { applyProblems } from './choices.js';
import { remember } from './storage.js';

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
