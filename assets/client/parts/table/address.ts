/** Sort and filter settings of a table, kept in the URL's fragment, so that Back and copied links restore them. */
export type Choices = Readonly<Record<string, string>>;

/** Parses the fragment: `#sort=words&order=descending`. Other names are ignored. */
export function readChoices(names: readonly string[]): Choices {
  const given = new URLSearchParams(location.hash.slice(1));
  return Object.fromEntries([...given].filter(([name]) => names.includes(name)));
}

/** Replaces the fragment by the settings that are not empty. */
export function writeChoices(choices: Choices): void {
  const chosen = new URLSearchParams(Object.entries(choices).filter(([, value]) => value !== ''));
  const hash = String(chosen);
  const bare = location.href.replace(/#.*$/, '');
  history.replaceState(history.state, '', hash === '' ? bare : `${bare}#${hash}`);
}
