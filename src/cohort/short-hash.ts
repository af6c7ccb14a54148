import { createHash } from 'node:crypto';

/** The first 16 hexadecimal digits of a SHA-256: enough to avoid collisions among some thousand texts. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** A digest of an answer that ignores line breaks, indentation and trailing whitespace. */
export function answerDigest(markdown: string): string {
  return shortHash(markdown.replace(/\s+/g, ' ').trim());
}
