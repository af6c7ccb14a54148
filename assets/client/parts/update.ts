// How the preview brings an open page up to date. Its own script, `live.ts`, is not part of the page; they talk by events
// on the document: `handin:updating`, with the next version as its detail, and `handin:updated`.

/** Says that this page can become its next version in place. A page that says nothing is loaded anew. */
export function takeUpdates(): void {
  document.addEventListener('handin:updating', (event) => event.preventDefault());
}

/**
 * Keeps what a script did to the page: what the next version lacks is taken away.
 *
 * @param prepare does the same to the next version, a document that is not shown; may be called at any time
 */
export function beforeUpdate(prepare: (next: Document) => void): void {
  document.addEventListener('handin:updating', (event) => prepare((event as CustomEvent<Document>).detail));
}

/** @param follow is called when elements may have come, changed and gone */
export function afterUpdate(follow: () => void): void {
  document.addEventListener('handin:updated', follow);
}
