import { remember, remembered } from './storage.js';

/** The drawer closes by itself when its target changes; the script adds Escape and gives the focus back. */
export function startDrawer(): void {
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || location.hash !== '#contents' || document.querySelector('dialog[open]')) return;
    const opener = document.querySelector<HTMLElement>('.bar-menu');
    if (!opener?.offsetParent && !opener?.getClientRects().length) return;
    location.replace('#bar');
    opener.focus({ preventScroll: true });
  });
}

/** Marks the question being read in the sidebar, and keeps its cell in view there. */
export function startPosition(): void {
  const contents = document.querySelector<HTMLElement>('.contents');
  const questions = [...document.querySelectorAll<HTMLElement>('.question')];
  if (!contents || questions.length === 0) return;
  const cells = new Map<string, HTMLElement>();
  for (const cell of contents.querySelectorAll<HTMLAnchorElement>('a.cell')) cells.set(cell.hash.slice(1), cell);

  const here = document.querySelector('.bar-here');
  const inView = new Set<Element>();
  let current: HTMLElement | undefined;
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (entry.isIntersecting) inView.add(entry.target);
        else inView.delete(entry.target);
      }
      const question = questions.find((candidate) => inView.has(candidate));
      const cell = question && cells.get(question.id);
      if (cell === current) return;
      current?.removeAttribute('aria-current');
      cell?.setAttribute('aria-current', 'location');
      current = cell;
      if (here) here.textContent = question?.querySelector('.question-anchor')?.lastElementChild?.textContent ?? '';
      if (cell) keepInView(contents, cell);
    },
    // A band in the upper part of the window: where the eye is.
    { rootMargin: '-15% 0px -70% 0px' },
  );
  for (const question of questions) observer.observe(question);
}

function keepInView(box: HTMLElement, cell: HTMLElement): void {
  const outer = box.getBoundingClientRect();
  const inner = cell.getBoundingClientRect();
  if (inner.top < outer.top + 40) box.scrollTop += inner.top - outer.top - 40;
  else if (inner.bottom > outer.bottom - 40) box.scrollTop += inner.bottom - outer.bottom + 40;
}

/** A link to a part of the checklist opens it; paper shows all of it. */
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

/** Remembers whether problems are hidden. The box works without this. */
export function startSettings(): void {
  const box = document.querySelector<HTMLInputElement>('#hide-problems');
  if (!box) return;
  const kept = remembered('hide-problems');
  if (kept !== null) box.checked = kept === 'yes';
  box.addEventListener('change', () => remember('hide-problems', box.checked ? 'yes' : null));
}
