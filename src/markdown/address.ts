/** What stands around an address: decides which characters would end it there. */
export type AddressFrame = 'bare' | 'quoted';

/** Letters, digits and marks that mean themselves in every address, in Markdown and in HTML. */
const plain = /[\p{L}\p{N}\p{M}/._~+,@-]/u;

/** Characters that end a bare address, but not one in angle brackets or quotation marks. */
const framed = /[ ()]/;

/**
 * Writes a file's path as an address that means this file and no other: letters stay readable, whatever Markdown, HTML or
 * the address itself would take for something else is percent-encoded.
 *
 * @returns undefined for a path that no address can name.
 */
export function addressOfPath(path: string, frame: AddressFrame): string | undefined {
  if (/\p{Cs}|\p{Cc}/u.test(path)) return undefined;
  const edge = path.startsWith(' ') || path.endsWith(' ');
  return [...path]
    .map((letter) =>
      plain.test(letter) || (frame === 'quoted' && !edge && framed.test(letter)) ? letter : encode(letter),
    )
    .join('');
}

function encode(letter: string): string {
  // encodeURIComponent leaves some that Markdown does not.
  const encoded = encodeURIComponent(letter);
  return encoded === letter ? `%${letter.charCodeAt(0).toString(16).toUpperCase()}` : encoded;
}
