import { startAim } from './aim.js';
import { startBar } from './bar.js';
import { startCounts } from './counts.js';
import { openDeck } from './deck.js';
import { startDialogs } from './dialogs.js';
import { startExchange } from './exchange.js';
import { startFilter } from './filter.js';
import { startFieldKeys, startKeys } from './keys.js';
import { startMarking } from './marking.js';
import { startNames } from './names.js';
import { startNotice, startRemarks } from './notice.js';
import { openPlace } from './place.js';
import { type Position, startPosition } from './position.js';
import { startRest } from './rest.js';
import { startRoster } from './roster.js';
import { readSite } from './site.js';
import { openStore } from './store.js';

/** What the page of a question does beyond being read: hides names, keeps marks and the place, listens to keys. */
export function startGrading(): void {
  const deck = openDeck();
  if (!deck) return;
  // First, because until then nothing is shown where names are hidden.
  startNames(deck, () => position.refresh());
  const site = readSite();
  const store = openStore(site);
  const place = openPlace(site.cohort, deck);
  const marking = startMarking({ site, deck, store });
  startNotice(store);
  const remark = startRemarks();
  const bar = startBar({ site, deck, place, marking, position: () => position, remark });
  const position: Position = startPosition(deck, bar.show);
  bar.show(position.current());
  const showCounts = startCounts(store, deck, marking);
  startRoster(deck, position);
  startRest({ site, deck, store, remark });
  startFieldKeys(deck.replies, { bar, marking });
  startKeys({ bar, position, marking });
  startDialogs();
  startExchange({ site, deck, store, marking });
  startFilter(deck, () => {
    position.refresh();
    showCounts();
  });
  startAim({ site, deck, place, position });
}
