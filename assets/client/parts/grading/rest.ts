import type { Deck } from './deck.js';
import type { Store } from './store.js';

interface RestParts {
  readonly deck: Deck;
  readonly store: Store;
  readonly remark: (text: string) => void;
}

/** Gives one mark to all groups that wrote nothing: nobody has to go from one to the next for that. */
export function startRest({ deck, store, remark }: RestParts): void {
  const field = document.querySelector<HTMLInputElement>('[data-rest-mark]');
  const button = document.querySelector('[data-rest]');
  if (!field || !button) return;
  const give = (): void => {
    const given = field.value.trim();
    if (given === '') {
      field.focus();
      return;
    }
    const open = deck.replies.filter(
      ({ element, mark }) => !element.matches('.reply-answered') && mark.value.trim() === '',
    );
    const updated = new Date().toISOString();
    for (const { id, note, element } of open) {
      const digest = element.dataset['digest'] ?? '';
      store.put({ slug: id, question: deck.question, mark: given, note: note.value.trim(), updated, digest });
    }
    remark(
      open.length === 0
        ? 'All groups without an answer have a mark.'
        : `${open.length === 1 ? '1 group' : `${open.length} groups`} got the mark ${given}.`,
    );
  };
  button.addEventListener('click', give);
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    give();
  });
}
