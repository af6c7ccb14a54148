/** The longest that a page stays hidden once all of it is there, in milliseconds. */
const limit = 3000;

/**
 * Hides the page until its fonts are decoded, which takes some tens of milliseconds although they are in its style sheet:
 * text that is laid out before would move.
 */
export function awaitFonts(): void {
  const root = document.documentElement;
  root.dataset.fonts = 'loading';
  const show = (): void => {
    if (root.dataset.fonts === undefined) return;
    delete root.dataset.fonts;
    requestAnimationFrame(() => setTimeout(focusField));
  };
  addEventListener('load', () => setTimeout(show, limit));
  void Promise.allSettled([...document.fonts].map((face) => face.load())).then(show);
}

/**
 * Focuses the field marked with `data-autofocus`. The attribute `autofocus` would not do: browsers that look for it while
 * the page is hidden do not look again, and those that look later report that the focus was taken.
 */
function focusField(): void {
  if (document.activeElement !== document.body || location.hash !== '') return;
  document.querySelector<HTMLElement>('[data-autofocus]')?.focus();
}
