import { afterUpdate, beforeUpdate } from './update.js';

/** Where people read: this share of the window's height from its top. */
const reading = 0.3;

/** Marks the current question in the sidebar, and keeps its cell in view there. */
export function startPosition(): void {
  const contents = document.querySelector<HTMLElement>('.contents');
  if (!contents) return;
  const here = document.querySelector('.bar-here');
  let questions: readonly HTMLElement[] = [];
  let current: HTMLElement | undefined;
  let cell: HTMLElement | null = null;
  /** The question that was jumped to, and how far the page was scrolled then. */
  let jump: { readonly question: HTMLElement; readonly at: number } | undefined;
  const update = (): void => {
    if (jump && Math.abs(scrollY - jump.at) > 2) jump = undefined;
    current = jump?.question ?? questionAt(questions, readingLine());
    const next = current ? cellOf(current, document) : null;
    if (next === cell) return;
    cell?.removeAttribute('aria-current');
    next?.setAttribute('aria-current', 'location');
    cell = next;
    if (here) here.textContent = current?.querySelector('.question-anchor')?.lastElementChild?.textContent ?? '';
    if (cell) keepInView(contents, cell);
  };
  let waiting = false;
  const schedule = (): void => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      update();
    });
  };
  const follow = (): void => {
    const question = document.querySelector(':target')?.closest<HTMLElement>('.question');
    jump = question ? { question, at: scrollY } : undefined;
    update();
  };
  const observe = (): void => {
    questions = [...document.querySelectorAll<HTMLElement>('.question')];
    schedule();
  };
  observe();
  addEventListener('scroll', schedule, { passive: true });
  addEventListener('resize', schedule);
  // A frame later, the browser has scrolled to the target.
  addEventListener('hashchange', () => requestAnimationFrame(follow));
  if (location.hash !== '') addEventListener('load', () => requestAnimationFrame(follow));
  beforeUpdate((next) => {
    if (current) cellOf(current, next)?.setAttribute('aria-current', 'location');
    const nextHere = next.querySelector('.bar-here');
    if (here && nextHere) nextHere.textContent = here.textContent;
  });
  afterUpdate(observe);
}

/**
 * The line that is read, in pixels from the window's top. In the last windowful it moves down to the window's end: what
 * stands there cannot be scrolled up.
 */
function readingLine(): number {
  const left = document.documentElement.scrollHeight - innerHeight - scrollY;
  const near = Math.max(0, 1 - Math.max(0, left) / innerHeight);
  return innerHeight * (reading + (1 - reading) * near);
}

/** The last question that begins above a line. */
function questionAt(questions: readonly HTMLElement[], line: number): HTMLElement | undefined {
  let low = 0;
  let high = questions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((questions[middle]?.getBoundingClientRect().top ?? 0) <= line) low = middle + 1;
    else high = middle;
  }
  return questions[low - 1];
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
