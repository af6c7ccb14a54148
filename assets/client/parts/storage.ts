/** What the reader chose, kept in the browser. A page opened from a file may not be allowed to keep anything. */
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
    // Then the choice lasts as long as the page.
  }
}
