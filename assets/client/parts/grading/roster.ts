import type { Deck } from './deck.js';
import type { Position } from './position.js';

/** The list of all answers: it opens over the page, and closes by choosing, by Escape, and by a click elsewhere. */
export function startRoster(deck: Deck, position: Position): void {
  const roster = document.querySelector<HTMLDetailsElement>('[data-roster]');
  if (!roster) return;
  const close = (): void => {
    roster.open = false;
  };
  for (const reply of deck.replies)
    reply.entry.addEventListener('click', (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      close();
      position.goTo(reply);
    });
  roster.addEventListener('toggle', () => {
    if (roster.open) position.current()?.entry.scrollIntoView({ block: 'nearest' });
  });
  roster.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !roster.open) return;
    close();
    roster.querySelector('summary')?.focus();
  });
  document.addEventListener('click', (event) => {
    if (event.target instanceof Node && !roster.contains(event.target)) close();
  });
}
