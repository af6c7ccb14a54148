/** The longest that a page stays hidden once all of it is there, in milliseconds. */
const limit = 1000;

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
    // What is hidden cannot have the focus.
    const field = document.querySelector<HTMLElement>('[autofocus]');
    if (document.activeElement === document.body && !location.hash) field?.focus();
  };
  addEventListener('load', () => setTimeout(show, limit));
  void Promise.allSettled([...document.fonts].map((face) => face.load())).then(show);
}
