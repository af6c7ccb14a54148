// How the preview updates an open page in place. Its script, `live.ts`, is not part of the page; they communicate by
// events on the document: `handin:updating`, with the next version as its detail, and `handin:updated`.

/** Opts this page in to updates in place. Other pages are reloaded. */
export function allowInPlaceUpdates(): void {
  document.addEventListener('handin:updating', (event) => event.preventDefault());
}

/**
 * Repeats what a script did to the page on its next version, since the update removes whatever that version lacks.
 *
 * @param prepare is called with the next version, a document that is not shown; at any time
 */
export function beforeUpdate(prepare: (next: Document) => void): void {
  document.addEventListener('handin:updating', (event) => prepare((event as CustomEvent<Document>).detail));
}

/** @param onUpdated is called when elements may have been added, changed or removed */
export function afterUpdate(onUpdated: () => void): void {
  document.addEventListener('handin:updated', onUpdated);
}
