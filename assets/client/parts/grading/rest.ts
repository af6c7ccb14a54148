import { markFault, normalizeMark } from '../../../../src/model/mark-record.js';
import { t } from '../words.js';
import type { Deck } from './deck.js';
import { faultText } from './marking-state.js';
import { pointsOf, type Site } from './site.js';
import type { Store } from './store.js';

interface RestParts {
  readonly site: Site;
  readonly deck: Deck;
  readonly store: Store;
  readonly remark: (text: string) => void;
}

/** Gives one mark to all groups that wrote nothing: nobody has to go from one to the next for that. */
export function startRest({ site, deck, store, remark }: RestParts): void {
  const field = document.querySelector<HTMLInputElement>('[data-rest-mark]');
  const button = document.querySelector('[data-rest]');
  if (!field || !button) return;
  const points = pointsOf(site, deck.question);
  const give = (): void => {
    const given = normalizeMark(field.value, points);
    const fault = markFault(field.value, points);
    field.toggleAttribute('aria-invalid', fault !== undefined);
    if (fault !== undefined) remark(t('marks.notGiven', { fault: faultText(fault) }));
    if (given === '' || fault !== undefined) {
      field.focus();
      return;
    }
    const open = deck.shown.filter(
      ({ element, mark }) => !element.matches('.reply-answered') && mark.value.trim() === '',
    );
    const updated = new Date().toISOString();
    const { cohort } = site;
    const key = deck.question;
    store.put(
      open.map(({ id: slug, note, digest }) => ({
        cohort,
        slug,
        key,
        mark: given,
        note: note.value.trim(),
        updated,
        digest,
      })),
    );
    remark(open.length === 0 ? nothingLeft(deck) : t('marks.restGiven', { count: open.length, mark: given }));
  };
  button.addEventListener('click', give);
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    give();
  });
}

function nothingLeft({ shown, replies, all }: Deck): string {
  if (shown.length < replies.length) return t('marks.restDoneShown');
  return t(all > replies.length ? 'marks.restDonePart' : 'marks.restDone');
}
