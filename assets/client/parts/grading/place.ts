import { remember, remembered } from '../storage.js';
import { readChoices } from '../table/address.js';
import type { Deck, Reply } from './deck.js';

/** Remembers where one was, on each question and on the site. */
export interface Place {
  /** Notes the answer that one has come to. */
  keep(reply: Reply): void;
  /** Where one was on this question, when coming back to it without another aim. */
  readonly last: Reply | undefined;
  /** The same, where that answer is in another part of the page: its id. */
  readonly lastElsewhere: string | undefined;
  /** Where one asked to be taken, on another page. */
  readonly wanted: Step | undefined;
  /** The question that was read last, when coming to the site anew and to another one. */
  readonly lastQuestion: string | undefined;
}

/** Why a page is opened from another: to look at it, or to go on with it where one was, or with its first or last answer. */
export type Step = 'walk' | 'resume' | 'first' | 'last';

/** Opens what is remembered of this cohort's site. */
export function openPlace(cohort: string, deck: Deck): Place {
  const here = `place:${cohort}`;
  const kept = remembered(here);
  // A filter in the fragment is no aim.
  const isAimed = location.hash !== '' && readChoices(['template'])['template'] === undefined;
  // Those who walk from question to question know where they were.
  const step = takeStep();
  const last = (isAimed ? null : remembered(`${here}:${deck.question}`)) ?? '';
  for (const link of document.querySelectorAll('.sheet-cell, .bar-question a, .turn a, .pager a, .pager-turn a'))
    link.addEventListener('click', () => noteStep('walk'));
  return {
    keep: ({ id }) => {
      remember(here, deck.question);
      remember(`${here}:${deck.question}`, id);
    },
    last: deck.find(last),
    lastElsewhere: last === '' || deck.find(last) ? undefined : last,
    wanted: step ?? undefined,
    lastQuestion: step || isAimed || kept === deck.question ? undefined : (kept ?? undefined),
  };
}

const stepKey = 'handin-step';

/** Notes, for the page that is opened next, that it is reached from here. */
export function noteStep(why: Step): void {
  try {
    sessionStorage.setItem(stepKey, why);
  } catch {
    // Then the next page offers what nobody needs.
  }
}

function takeStep(): Step | null {
  try {
    const taken = sessionStorage.getItem(stepKey);
    sessionStorage.removeItem(stepKey);
    return taken as Step | null;
  } catch {
    return null;
  }
}
