/**
 * Whether a URL is a fragment that every browser resolves to the same id: browsers strip control characters, and differ on
 * percent encoding that is not UTF-8.
 */
export function isFragment(url: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  return url.startsWith('#') && !/[\u0000-\u001f\u007f-\u009f]/.test(url) && decodedId(url) !== undefined;
}

/** The ids that a fragment may stand for: as it is written and decoded. */
export function idsOf(fragment: string): readonly string[] {
  const written = fragment.slice(1);
  const decoded = decodedId(fragment);
  return decoded === undefined || decoded === written ? [written] : [written, decoded];
}

function decodedId(fragment: string): string | undefined {
  try {
    return fragment.slice(1).replace(/(?:%[\da-f]{2})+/gi, decodeURIComponent);
  } catch {
    return undefined;
  }
}
