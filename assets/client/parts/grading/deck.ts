import { fragmentOf } from '../fragment.js';
import { t } from '../words.js';
import { shuffle } from './shuffle.js';

/** One group's answer on the page. */
export interface Reply {
  /** The group's slug; `slug~2` for its second answer. */
  readonly id: string;
  readonly group: string;
  readonly element: HTMLElement;
  /** Its heading, which is focused when one goes there. */
  readonly title: HTMLElement;
  readonly mark: HTMLInputElement;
  readonly note: HTMLTextAreaElement;
  /** Changes with the answer's text. */
  readonly digest: string;
  /** Its line in the list of all answers. */
  readonly entry: HTMLElement;
}

/** The answers of the page, in the order in which they are shown. */
export interface Deck {
  /** The question's key. */
  readonly question: string;
  readonly replies: readonly Reply[];
  /** Of them, those that no filter hides. */
  readonly shown: readonly Reply[];
  /** Number of answers in the parts of the page before this one, and in all parts. */
  readonly before: number;
  readonly all: number;
  readonly namesHidden: boolean;
  /** What an answer is called: by its group, or, with names hidden, by its place. */
  nameOf(reply: Reply): string;
  find(id: string): Reply | undefined;
  /** Shows names in the order of the site; or hides them, in the order that the seed gives. */
  arrange(order: { readonly hidden: boolean; readonly seed: string }): void;
  /** Hides the answers of other groups. */
  filter(fits: (template: string | undefined) => boolean): void;
}

/** Finds the answers of the page; undefined on a page without any. */
export function openDeck(): Deck | undefined {
  const list = document.querySelector<HTMLElement>('[data-replies]');
  const current = document.querySelector<HTMLElement>('.sheet-cell[aria-current]');
  const original = [...(list?.querySelectorAll<HTMLElement>('[data-reply]') ?? [])].flatMap(
    (element) => readReply(element) ?? [],
  );
  if (!list || original.length === 0) return undefined;
  const question = current?.dataset['question'] ?? '';
  const before = Number(list.dataset['before'] ?? 0);
  const all = Number(list.dataset['all'] ?? original.length);
  let replies: readonly Reply[] = original;
  let shown = original as readonly Reply[];
  let namesHidden = false;
  return {
    question,
    before,
    all,
    get replies() {
      return replies;
    },
    get shown() {
      return shown;
    },
    get namesHidden() {
      return namesHidden;
    },
    nameOf: (reply) =>
      namesHidden ? t('answers.unnamed', { place: before + replies.indexOf(reply) + 1 }) : reply.group,
    find: (id) => original.find((reply) => reply.id === id),
    filter: (fits) => {
      for (const { element, entry } of original) {
        element.hidden = !fits(element.dataset['template']);
        if (entry.parentElement) entry.parentElement.hidden = element.hidden;
      }
      shown = replies.filter(isShown);
    },
    arrange: ({ hidden, seed }) => {
      namesHidden = hidden;
      replies = hidden ? shuffled(original, question, seed) : original;
      shown = replies.filter(isShown);
      list.append(fragmentOf(replies.map(({ element }) => element)));
      const roster = document.querySelector('[data-roster-list]');
      roster?.append(fragmentOf(replies.flatMap(({ entry }) => entry.parentElement ?? [])));
      for (const [index, reply] of replies.entries()) label(reply, { place: before + index + 1, all, hidden });
    },
  };
}

function isShown({ element }: Reply): boolean {
  return !element.hidden;
}

function readReply(element: HTMLElement): Reply | undefined {
  const title = element.querySelector<HTMLElement>('.reply-title');
  const mark = element.querySelector<HTMLInputElement>('[data-mark]');
  const note = element.querySelector<HTMLTextAreaElement>('[data-note]');
  const entry = document.querySelector<HTMLElement>(`[data-entry="${CSS.escape(element.id)}"]`);
  if (!title || !mark || !note || !entry) return undefined;
  const group = title.querySelector('.named')?.textContent ?? '';
  return { id: element.id, group, element, title, mark, note, digest: element.dataset['digest'] ?? '', entry };
}

function shuffled(replies: readonly Reply[], question: string, seed: string): readonly Reply[] {
  const places = new Map(
    shuffle(
      replies.map(({ id }) => id),
      question,
      seed,
    ).map((id, index) => [id, index]),
  );
  return [...replies].sort((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0));
}

function label(
  { element, entry }: Reply,
  { place, all, hidden }: { readonly place: number; readonly all: number; readonly hidden: boolean },
): void {
  for (const target of [element, entry]) {
    const text = target.querySelector('[data-label]');
    if (text) text.textContent = hidden ? t('answers.unnamed', { place }) : '';
  }
  const nth = element.querySelector('[data-nth]');
  if (nth) nth.textContent = hidden ? t('answers.ofAll', { all }) : t('answers.place', { place, all });
}
