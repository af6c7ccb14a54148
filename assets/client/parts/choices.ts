/** The reader's preferences, as `data-` attributes of the root element that style sheets select by. */
const root = document.documentElement;

/** @param theme `light` or `dark`; anything else follows the system */
export function applyTheme(theme: string | null): void {
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  else delete root.dataset.theme;
}

/** @param names `hidden` hides the names of groups */
export function applyNames(names: string | null): void {
  if (names === 'hidden') root.dataset.names = 'hidden';
  else delete root.dataset.names;
}

/** @param hidden `yes` hides problems */
export function applyProblems(hidden: string | null): void {
  if (hidden === 'yes') root.dataset.problems = 'hidden';
  else delete root.dataset.problems;
}
