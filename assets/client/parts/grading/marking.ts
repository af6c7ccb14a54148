import type { Assessment } from './assessment.js';
import type { Deck, Reply } from './deck.js';
import type { Store } from './store.js';

/** The fields for marks and notes. */
export interface Marking {
  /** Keeps what was written last, at once. */
  flush(): void;
  /** Answers of this page that have a mark. */
  marked(): ReadonlySet<Reply>;
}

/** After this many milliseconds without a key, what was written is kept. */
const pause = 250;

const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const dayAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** Fills the fields with what is kept, and keeps what is written there. */
export function startMarking(deck: Deck, store: Store): Marking {
  let pending: { readonly reply: Reply; readonly timer: number } | undefined;
  const save = (reply: Reply): void => {
    const written = readFields(deck, reply);
    const kept = store.get(reply.id, deck.question);
    if (written.mark !== (kept?.mark ?? '') || written.note !== (kept?.note ?? '')) store.put(written);
  };
  const flush = (): void => {
    if (!pending) return;
    const { reply, timer } = pending;
    clearTimeout(timer);
    pending = undefined;
    save(reply);
  };
  const fill = (reply: Reply): void => {
    const kept = store.get(reply.id, deck.question);
    // What somebody is writing is newer than what is kept.
    if (document.activeElement !== reply.mark) reply.mark.value = kept?.mark ?? '';
    if (document.activeElement !== reply.note) reply.note.value = kept?.note ?? '';
    showState(reply, kept, store.lasting);
  };
  for (const reply of deck.replies) {
    fill(reply);
    for (const field of [reply.mark, reply.note]) {
      field.addEventListener('input', () => {
        if (pending?.reply !== reply) flush();
        clearTimeout(pending?.timer);
        pending = { reply, timer: setTimeout(flush, pause) };
      });
      field.addEventListener('change', flush);
    }
  }
  addEventListener('pagehide', flush);
  store.listen(() => deck.replies.forEach(fill));
  return {
    flush,
    marked: () => new Set(deck.replies.filter(({ mark }) => mark.value.trim() !== '')),
  };
}

function readFields(deck: Deck, { id, element, mark, note }: Reply): Assessment {
  return {
    slug: id,
    question: deck.question,
    mark: mark.value.trim(),
    note: note.value.trim(),
    updated: new Date().toISOString(),
    digest: element.dataset['digest'] ?? '',
  };
}

/** When it was marked, and whether the answer is still the one that was read. */
function showState({ element, entry }: Reply, kept: Assessment | undefined, lasting: boolean): void {
  const state = element.querySelector<HTMLElement>('[data-marking-state]');
  const stale = kept !== undefined && kept.digest !== '' && kept.digest !== element.dataset['digest'];
  if (state) {
    state.textContent = stateText(kept, stale, lasting);
    state.classList.toggle('marking-stale', stale);
  }
  element.querySelector('.marking')?.classList.toggle('marking-written', kept !== undefined);
  const mark = entry.querySelector('[data-entry-mark]');
  if (mark) mark.textContent = kept ? kept.mark || 'note' : '';
}

function stateText(kept: Assessment | undefined, stale: boolean, lasting: boolean): string {
  if (!kept) return '';
  const date = new Date(kept.updated);
  const when = (date.toDateString() === new Date().toDateString() ? time : dayAndTime).format(date);
  if (stale) return `The answer has changed since ${when}`;
  return lasting ? `Kept, ${when}` : 'Kept until the page is closed';
}
