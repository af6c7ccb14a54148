import { sha256 } from '../model/sha256.js';

/** A JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A value and the blobs that belong to it. */
export interface StoreEntry {
  readonly value: Json;
  /** Lower-case hexadecimal SHA-256 of each blob; `get` returns an entry only when all were there when the store was first read, or put since. */
  readonly blobs: readonly string[];
}

/** The name of the file with the record of a key. */
export function recordName(key: string): string {
  return `${sha256(key)}.json`;
}

/** The content of a record's file: a checksum, then the record as JSON. */
export function formatRecord(key: string, entry: StoreEntry): string {
  const content = JSON.stringify({ key, value: entry.value, blobs: entry.blobs });
  return `${sha256(content)}\n${content}`;
}

/** Reads a record; undefined if it is missing or damaged, or that of another key. */
export function parseRecord(bytes: Buffer | undefined, key: string): StoreEntry | undefined {
  const text = bytes?.toString('utf8') ?? '';
  const [digest, content] = [text.slice(0, 64), text.slice(65)];
  if (content === '' || sha256(content) !== digest) return undefined;
  const record = JSON.parse(content) as StoreEntry & { readonly key: string };
  return record.key === key ? { value: record.value, blobs: record.blobs } : undefined;
}
