import { createHash } from 'node:crypto';

/** The first 16 hexadecimal digits of a SHA-256: enough that no two of some thousand texts share them. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** Changes with an answer's text, but not with its line breaks, indentation or trailing blanks. */
export function answerDigest(markdown: string): string {
  return shortHash(markdown.replace(/\s+/g, ' ').trim());
}
