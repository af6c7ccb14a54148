/** What the reader may choose, as marks on the document that the style sheets look for. */
const root = document.documentElement;

/** @param theme `light` or `dark`; anything else is what the system says */
export function applyTheme(theme: string | null): void {
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  else delete root.dataset.theme;
}

/** @param names `hidden` shows answers without saying whose they are */
export function applyNames(names: string | null): void {
  if (names === 'hidden') root.dataset.names = 'hidden';
  else delete root.dataset.names;
}

/** @param hidden `yes` hides the notes on what is wrong */
export function applyProblems(hidden: string | null): void {
  if (hidden === 'yes') root.dataset.problems = 'hidden';
  else delete root.dataset.problems;
}
