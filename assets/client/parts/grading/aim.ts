import type { Deck } from './deck.js';
import type { Place } from './place.js';
import type { Position } from './position.js';

/** Goes where the address or the reader asked to go. Going back or reloading, the browser knows the place better. */
export function startAim(deck: Deck, place: Place, position: Position): void {
  // The browser's own aim, once all has arrived, would take the focus away again.
  if (document.readyState === 'complete') takeAim(deck, place, position);
  else addEventListener('load', () => setTimeout(() => takeAim(deck, place, position)));
}

function takeAim(deck: Deck, place: Place, position: Position): void {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  if (navigation && navigation.type !== 'navigate') return;
  const target = targetOfAddress();
  const reply = target ? deck.find(target.id) : place.wanted ? place.last : undefined;
  if (reply) position.goTo(reply);
  // The order may have changed under the browser's own aim.
  else target?.scrollIntoView();
  if (target && deck.namesHidden) hideAddress();
}

function targetOfAddress(): HTMLElement | null {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return null;
  }
}

/** The address names the group. */
function hideAddress(): void {
  try {
    history.replaceState(history.state, '', location.pathname + location.search);
  } catch {
    // A page in a frame without history of its own.
  }
}
