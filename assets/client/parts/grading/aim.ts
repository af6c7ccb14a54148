import type { Deck, Reply } from './deck.js';
import { followToPart, partWith, resumeIn } from './parts.js';
import type { Place } from './place.js';
import type { Position } from './position.js';
import type { Site } from './site.js';

interface AimParts {
  readonly site: Site;
  readonly deck: Deck;
  readonly place: Place;
  readonly position: Position;
}

/** Goes where the address or the reader asked to go. Going back or reloading, the browser knows the place better. */
export function startAim(parts: AimParts): void {
  const { site } = parts;
  if (followToPart(site)) return;
  addEventListener('hashchange', () => followToPart(site));
  // The browser's own aim, once all has arrived, would take the focus away again.
  if (document.readyState === 'complete') takeAim(parts);
  else addEventListener('load', () => setTimeout(() => takeAim(parts)));
}

function takeAim({ site, deck, place, position }: AimParts): void {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  if (navigation && navigation.type !== 'navigate') return;
  const target = targetOfAddress();
  const elsewhere = place.wanted === 'resume' ? partWith(site, place.lastElsewhere ?? '') : undefined;
  if (elsewhere !== undefined) {
    resumeIn(elsewhere);
    return;
  }
  const reply = target ? deck.find(target.id) : wantedReply(deck, place);
  if (reply) position.goTo(reply);
  // The order may have changed under the browser's own aim.
  else target?.scrollIntoView();
  if (target && deck.namesHidden) hideAddress();
}

function wantedReply({ shown }: Deck, { wanted, last }: Place): Reply | undefined {
  if (wanted === 'first') return shown[0];
  if (wanted === 'last') return shown.at(-1);
  return wanted === 'resume' ? last : undefined;
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
