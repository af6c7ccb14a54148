/** What the reader chose for a table, kept in the page's address, so that the way back and a copied link lead to the same. */
export type Choices = Readonly<Record<string, string>>;

/** Reads choices off the address: `#sort=words&order=descending`. Anything else there is somebody else's. */
export function readChoices(names: readonly string[]): Choices {
  const given = new URLSearchParams(location.hash.slice(1));
  return Object.fromEntries([...given].filter(([name]) => names.includes(name)));
}

/** Writes the choices that are not empty. An address that leads to a place on the page is left alone until then. */
export function writeChoices(choices: Choices): void {
  const chosen = new URLSearchParams(Object.entries(choices).filter(([, value]) => value !== ''));
  const hash = String(chosen);
  const bare = location.href.replace(/#.*$/, '');
  history.replaceState(history.state, '', hash === '' ? bare : `${bare}#${hash}`);
}
