import { sha256 } from '../model/sha256.js';

/** The first 16 hexadecimal digits of a SHA-256: enough to avoid collisions among some thousand texts. */
export function shortHash(text: string): string {
  return sha256(text).slice(0, 16);
}

/** A digest of an answer that ignores line breaks, indentation and trailing whitespace. */
export function answerDigest(markdown: string): string {
  return shortHash(markdown.replace(/\s+/g, ' ').trim());
}

/** A digest of a JSON value. 128 bits are enough to tell contents apart, and there is one for each question of each group. */
export function digestOf(value: unknown): string {
  return sha256(JSON.stringify(value), 'base64url').slice(0, 22);
}
