import { applyNames } from '../choices.js';
import { remember, remembered } from '../storage.js';
import type { Deck } from './deck.js';

/** Two graders who choose nothing see the same order. */
const firstSeed = '1';

/** Hides names and shuffles at the switch, and remembers both. `arranged` is called after every change of the order. */
export function startNames(deck: Deck, arranged: () => void): void {
  const choice = document.querySelector<HTMLInputElement>('[data-hide-names]');
  const field = document.querySelector<HTMLInputElement>('[data-seed]');
  if (!choice || !field) return;
  choice.checked = remembered('names') === 'hidden';
  field.value = remembered('seed') ?? firstSeed;
  const arrange = (): void => {
    const hidden = choice.checked;
    deck.arrange({ hidden, seed: field.value.trim() || firstSeed });
    applyNames(hidden ? 'hidden' : null);
    document.documentElement.dataset['arranged'] = '';
    for (const { element, entry } of deck.replies) {
      disguise(element.querySelectorAll('a.figure-zoom'), hidden, '#');
      disguise(element.querySelectorAll('.answer a[href^="../"]:not(.figure-zoom), a[data-address]'), hidden, null);
      disguise([entry], hidden, '#');
    }
  };
  choice.addEventListener('change', () => {
    remember('names', choice.checked ? 'hidden' : null);
    arrange();
    arranged();
  });
  field.addEventListener('change', () => {
    const seed = field.value.trim();
    remember('seed', seed === '' || seed === firstSeed ? null : seed);
    field.value = seed || firstSeed;
    arrange();
    arranged();
  });
  arrange();
}

/** Addresses show in the browser's status line, and the group's folder is part of them. */
function disguise(links: Iterable<HTMLElement>, hidden: boolean, instead: string | null): void {
  for (const link of links) {
    const address = link.dataset['address'] ?? link.getAttribute('href') ?? '';
    if (hidden) {
      link.dataset['address'] = address;
      if (instead === null) link.removeAttribute('href');
      else link.setAttribute('href', instead);
    } else if (link.dataset['address'] !== undefined) {
      link.setAttribute('href', address);
      delete link.dataset['address'];
    }
  }
}
