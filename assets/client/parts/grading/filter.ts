import { readChoices, writeChoices } from '../table/address.js';
import { TemplateFilter } from '../template-filter.js';
import type { Deck } from './deck.js';
import { updateFacts } from './facts.js';

const names = ['template'] as const;

/** Limits the answers to groups that fill in one template. Links to other questions keep the choice. */
export function startFilter(deck: Deck, changed: () => void): void {
  const filter = new TemplateFilter();
  const links = document.querySelectorAll<HTMLAnchorElement>(
    '.sheet-cell, .bar-question a[rel], .turn a, .pager a, .pager-turn a',
  );
  const apply = (): void => {
    deck.filter((template) => filter.fits(template));
    // Those of a split page are of all its parts.
    if (deck.all === deck.replies.length) updateFacts(deck);
    const hash = filter.value === '' ? '' : String(new URLSearchParams({ template: filter.value }));
    for (const link of links) link.hash = hash;
    changed();
  };
  const read = (): void => {
    const { template } = readChoices(names);
    const target = document.getElementById(location.hash.slice(1));
    if (template === undefined && !target?.hidden) return;
    filter.choose(template);
    apply();
    target?.scrollIntoView();
  };
  filter.listen(() => {
    apply();
    writeChoices({ template: filter.value });
  });
  addEventListener('hashchange', read);
  read();
}
