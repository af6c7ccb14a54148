import { isUtf8 } from 'node:buffer';

/** Decodes the bytes of a roster: UTF-8, or UTF-16 with a byte order mark, as Excel saves it. Undefined for anything else. */
export function decodeRoster(bytes: Uint8Array): string | undefined {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  if (encoding === 'utf-8' && !isUtf8(bytes)) return undefined;
  // Removes the byte order mark.
  return new TextDecoder(encoding).decode(bytes);
}
