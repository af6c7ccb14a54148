/** Decodes percent-encoding; returns the text as it is where that is malformed. */
export function decodeUrl(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
