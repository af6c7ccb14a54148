import type { Deck, Reply } from './deck.js';

/** Knows which answer is being read, and goes to others. */
export interface Position {
  current(): Reply | undefined;
  /** Shows an answer from its beginning and gives it the focus. */
  goTo(reply: Reply): void;
  /** Goes forward or back; returns whether there was somewhere to go. */
  step(by: 1 | -1): boolean;
  /** Finds out anew where one is, after the order has changed. */
  refresh(): void;
}

/** Follows the reader through the answers. `changed` is called with each answer that is come to. */
export function startPosition(deck: Deck, changed: (reply: Reply | undefined) => void): Position {
  let current: Reply | undefined;
  /** Where the page stood after going to the current answer: short answers at the end cannot reach the top. */
  let heldAt = Number.NaN;
  let waiting = false;

  const set = (reply: Reply | undefined): void => {
    if (reply === current) return;
    current?.element.removeAttribute('data-current');
    reply?.element.setAttribute('data-current', '');
    current?.entry.removeAttribute('aria-current');
    reply?.entry.setAttribute('aria-current', 'location');
    current = reply;
    changed(reply);
  };
  const look = (): void => {
    waiting = false;
    if (Math.abs(scrollY - heldAt) < 2) return;
    heldAt = Number.NaN;
    // At the top one reads the question, although the first answer may stand as high as that.
    set(scrollY > 0 ? readAt(deck.shown, innerHeight * 0.3) : undefined);
  };
  addEventListener(
    'scroll',
    () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(look);
    },
    { passive: true },
  );
  const goTo = (reply: Reply): void => {
    reply.element.scrollIntoView({ block: 'start', behavior: 'instant' });
    reply.title.focus({ preventScroll: true });
    heldAt = scrollY;
    set(reply);
  };
  // A field that is clicked on or tabbed to belongs to the answer that is read.
  for (const reply of deck.replies)
    reply.element.addEventListener('focusin', () => {
      heldAt = scrollY;
      set(reply);
    });
  look();
  return {
    current: () => current,
    goTo,
    step: (by) => {
      const next = deck.shown[(current ? deck.shown.indexOf(current) : -1) + by];
      if (next) goTo(next);
      return next !== undefined;
    },
    refresh: () => {
      heldAt = Number.NaN;
      look();
      changed(current);
    },
  };
}

/** The last answer that begins above a height in the window: answers stand in order, so it is searched for by halves. */
function readAt(replies: readonly Reply[], height: number): Reply | undefined {
  let [low, high] = [0, replies.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const top = replies[middle]?.element.getBoundingClientRect().top ?? 0;
    if (top <= height) low = middle + 1;
    else high = middle;
  }
  return replies[low - 1];
}
