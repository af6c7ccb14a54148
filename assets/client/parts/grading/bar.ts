import { t } from '../words.js';
import type { Deck, Reply } from './deck.js';
import type { Marking } from './marking.js';
import { partWith, resumeIn, turnPart } from './parts.js';
import { noteStep, type Place } from './place.js';
import type { Position } from './position.js';
import { groupOf, labelOf, type Site } from './site.js';

/** What the bar can do, for keys as well. */
export interface Bar {
  /** Shows where one is. */
  show(reply: Reply | undefined): void;
  /** Goes forward or back, and says so where there is nothing more. */
  step(by: 1 | -1): void;
  nextUnmarked(): void;
  /** Goes where one was; nothing happens when that is not known. */
  resume(): void;
}

interface BarParts {
  readonly deck: Deck;
  readonly place: Place;
  readonly marking: Marking;
  readonly site: Site;
  /** It is made after the bar, which it tells of every step. */
  readonly position: () => Position;
  readonly remark: (text: string) => void;
}

/** Fills the bar: where one is, and before that, where one was. */
export function startBar({ site, deck, place, marking, position, remark }: BarParts): Bar {
  const count = document.querySelector('[data-place-count]');
  const name = document.querySelector('[data-place-name]');
  const resumeButton = document.querySelector<HTMLButtonElement>('[data-resume]');
  /** What the page says until one is somewhere. */
  const before = count?.textContent ?? '';
  let began = false;
  const elsewhere = partWith(site, place.lastElsewhere ?? '');

  const isFiltered = (): boolean => deck.shown.length < deck.replies.length;
  const isSplit = deck.all > deck.replies.length;
  const beforeAny = (): string =>
    isFiltered() ? t('count.of', { count: deck.shown.length, all: isSplit ? deck.replies.length : before }) : before;
  const placeOf = (reply: Reply): string => {
    const nth = deck.shown.indexOf(reply) + 1;
    const [count, all] = isFiltered() ? [nth, deck.shown.length] : [deck.before + nth, deck.all];
    return t('count.of', { count, all });
  };
  const lastPlace = (): string | undefined => {
    if (place.lastQuestion !== undefined) return labelOf(site, place.lastQuestion);
    if (place.last) return deck.shown.includes(place.last) ? deck.nameOf(place.last) : undefined;
    if (elsewhere === undefined) return undefined;
    return deck.namesHidden ? t('marks.anotherPart') : groupOf(site, place.lastElsewhere ?? '');
  };
  const offer = (): string | undefined => {
    if (began) return undefined;
    const where = lastPlace();
    return where === undefined ? undefined : t('marks.continue', { place: where });
  };
  const show = (reply: Reply | undefined): void => {
    if (reply) {
      began = true;
      place.keep(reply);
    }
    const text = offer();
    if (count) count.textContent = reply ? placeOf(reply) : beforeAny();
    if (name) name.textContent = reply ? deck.nameOf(reply) : '';
    if (!resumeButton) return;
    resumeButton.hidden = text === undefined;
    resumeButton.textContent = text ?? '';
  };
  const resume = (): void => {
    if (place.lastQuestion !== undefined && !began) goToQuestion(place.lastQuestion);
    else if (place.last && deck.shown.includes(place.last)) position().goTo(place.last);
    else if (elsewhere !== undefined && !began) resumeIn(elsewhere);
  };
  const allMarked = (): string => {
    if (isFiltered()) return t('marks.allMarkedShown');
    return t(isSplit ? 'marks.allMarkedPart' : 'marks.allMarked');
  };
  const nextUnmarked = (): void => {
    const here = position().current();
    const { shown } = deck;
    const from = here ? shown.indexOf(here) + 1 : 0;
    const next = [...shown.slice(from), ...shown.slice(0, from)].find(marking.isOpen);
    if (next) position().goTo(next);
    else remark(allMarked());
  };
  const step = (by: 1 | -1): void => {
    if (position().step(by) || turnPart(by)) return;
    remark(t(by === 1 ? 'marks.lastAnswer' : 'marks.firstAnswer'));
  };

  resumeButton?.addEventListener('click', resume);
  document.querySelector('[data-next-unmarked]')?.addEventListener('click', nextUnmarked);
  for (const by of [1, -1] as const)
    document.querySelector(`[data-step="${by}"]`)?.addEventListener('click', () => step(by));
  return { show, step, nextUnmarked, resume };
}

function goToQuestion(question: string): void {
  const link = document.querySelector<HTMLAnchorElement>(`.sheet-cell[data-question="${CSS.escape(question)}"]`);
  if (!link) return;
  noteStep('resume');
  location.href = link.href;
}
