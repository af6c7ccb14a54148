import { startFilter } from './grading/filter.js';

/** Limits the answers of a page without marks to groups that fill in one template. */
export function startAnswerFilter(): void {
  const list = document.querySelector<HTMLElement>('[data-replies]');
  if (!list) return;
  const replies = [...list.querySelectorAll<HTMLElement>('[data-reply]')].map((element) => ({ element }));
  const entries = new Map(
    [...document.querySelectorAll<HTMLElement>('[data-entry]')].map((entry) => [entry.dataset['entry'], entry]),
  );
  let shown = replies;
  startFilter(
    {
      all: Number(list.dataset['all'] ?? replies.length),
      replies,
      get shown() {
        return shown;
      },
      filter: (fits) => {
        for (const { element } of replies) {
          element.hidden = !fits(element.dataset['template']);
          const item = entries.get(element.id)?.parentElement;
          if (item) item.hidden = element.hidden;
        }
        shown = replies.filter(({ element }) => !element.hidden);
      },
    },
    () => undefined,
  );
}
