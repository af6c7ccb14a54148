/**
 * Whether a URL is a fragment of which every browser makes the same id. They remove control characters, tabs and line breaks
 * from a URL, and decode in their own way what is encoded, but not as UTF-8.
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
