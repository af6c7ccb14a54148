/** The reader's preferences in local storage, which browsers may deny to pages opened from a file. */
export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(`handin-${name}`);
  } catch {
    return null;
  }
}

export function remember(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`handin-${name}`);
    else localStorage.setItem(`handin-${name}`, value);
  } catch {
    // Storage is denied: the preference lasts until the page is closed.
  }
}
