import { type MarkFault, type MarkRecord, markFault, normalizeMark } from '../../../../src/model/mark-record.js';
import type { Deck, Reply } from './deck.js';
import { isCurrent, showFault, showState } from './marking-state.js';
import { pointsOf, type Site } from './site.js';
import type { Store } from './store.js';

/** The fields for marks and notes. */
export interface Marking {
  /** Keeps what was written last, at once. */
  flush(): void;
  /** The same for one answer; returns whether its mark could be kept. */
  settle(reply: Reply): boolean;
  /** Answers of this page that have a mark. */
  marked(): ReadonlySet<Reply>;
  /** Whether the answer has no mark, or one that was given to another text. */
  isOpen(reply: Reply): boolean;
  /** States that mark and note hold for the text that the answer has now. */
  confirm(reply: Reply): void;
}

interface MarkingParts {
  readonly site: Site;
  readonly deck: Deck;
  readonly store: Store;
}

/** After this many milliseconds without a key, what was written is kept. */
const pause = 250;

/** Fills the fields with what is kept, and keeps what is written there. */
export function startMarking({ site, deck, store }: MarkingParts): Marking {
  const points = pointsOf(site, deck.question);
  const keptOf = ({ id }: Reply): MarkRecord | undefined => store.get(id, deck.question);
  /** Fields that were written in since they were kept: others may have changed in another window. */
  const edited = new Set<HTMLElement>();
  let pending: { readonly reply: Reply; readonly timer: number } | undefined;

  const faultOf = ({ mark }: Reply): MarkFault | undefined => markFault(mark.value, points);
  const show = (reply: Reply): void => {
    const kept = keptOf(reply);
    showFault(reply, { fault: faultOf(reply), isEdited: edited.has(reply.mark), kept: kept?.mark ?? '' });
    showState(reply, { kept, isCurrent: isCurrent(site, reply, kept), lasting: store.refusal === undefined });
  };
  const fill = (reply: Reply): void => {
    const kept = keptOf(reply);
    if (!edited.has(reply.mark)) setValue(reply.mark, kept?.mark ?? '');
    if (!edited.has(reply.note)) setValue(reply.note, kept?.note ?? '');
    show(reply);
  };
  const put = (reply: Reply, { mark, note, digest }: Pick<MarkRecord, 'mark' | 'note' | 'digest'>): void => {
    const updated = new Date().toISOString();
    store.put([{ cohort: site.cohort, slug: reply.id, key: deck.question, mark, note, updated, digest }]);
  };
  const save = (reply: Reply): void => {
    const kept = keptOf(reply);
    const isRefused = faultOf(reply) !== undefined;
    const mark = edited.has(reply.mark) && !isRefused ? normalizeMark(reply.mark.value, points) : (kept?.mark ?? '');
    const note = edited.has(reply.note) ? reply.note.value.trim() : (kept?.note ?? '');
    if (!isRefused) edited.delete(reply.mark);
    edited.delete(reply.note);
    if (mark === (kept?.mark ?? '') && note === (kept?.note ?? '')) {
      show(reply);
      return;
    }
    // A note beside a mark says nothing about whether the mark holds for a text that has changed.
    const isMarkKept = kept !== undefined && kept.mark !== '' && kept.mark === mark;
    put(reply, { mark, note, digest: isMarkKept ? kept.digest : reply.digest });
  };
  const flush = (): void => {
    if (!pending) return;
    const { reply, timer } = pending;
    clearTimeout(timer);
    pending = undefined;
    save(reply);
  };
  const confirm = (reply: Reply): void => {
    flush();
    const kept = keptOf(reply);
    if (kept && !isCurrent(site, reply, kept)) put(reply, { ...kept, digest: reply.digest });
  };
  for (const reply of deck.replies) {
    fill(reply);
    for (const field of [reply.mark, reply.note]) {
      field.addEventListener('input', () => {
        if (pending?.reply !== reply) flush();
        clearTimeout(pending?.timer);
        edited.add(field);
        pending = { reply, timer: setTimeout(flush, pause) };
      });
      field.addEventListener('change', flush);
      field.addEventListener('blur', () => {
        flush();
        fill(reply);
      });
    }
    reply.element.querySelector('[data-confirm]')?.addEventListener('click', () => {
      confirm(reply);
      reply.title.focus({ preventScroll: true });
    });
  }
  addEventListener('pagehide', flush);
  store.listen(() => deck.replies.forEach(fill));
  return {
    flush,
    settle: (reply) => {
      flush();
      return !edited.has(reply.mark) || faultOf(reply) === undefined;
    },
    marked: () => new Set(deck.replies.filter((reply) => hasMark(reply, faultOf(reply)))),
    isOpen: (reply) => !hasMark(reply, faultOf(reply)) || !isCurrent(site, reply, keptOf(reply)),
    confirm,
  };
}

function hasMark({ mark }: Reply, fault: MarkFault | undefined): boolean {
  return mark.value.trim() !== '' && fault === undefined;
}

/** Setting a value moves the cursor, also when it stays the same. */
function setValue(field: HTMLInputElement | HTMLTextAreaElement, value: string): void {
  if (field.value.trim() !== value || document.activeElement !== field) field.value = value;
}
