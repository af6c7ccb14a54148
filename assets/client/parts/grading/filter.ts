import { readChoices, writeChoices } from '../table/address.js';
import { TemplateFilter } from '../template-filter.js';
import { type CountedAnswers, updateFacts } from './facts.js';

const names = ['template'] as const;

/** The answers of a page, all and those in all its parts, which a choice may hide. */
export interface FilteredAnswers extends CountedAnswers {
  readonly replies: readonly unknown[];
  /** Number of answers in all parts of the page. */
  readonly all: number;
  /** Hides the answers of other groups. */
  filter(fits: (template: string | undefined) => boolean): void;
}

/** Limits the answers to groups that fill in one template. Links to other questions keep the choice. */
export function startFilter(deck: FilteredAnswers, changed: () => void): void {
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
