/** Thrown when content that the store listed cannot be had any more, or is not what it was. */
export class LostContent extends Error {}
