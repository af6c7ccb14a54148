/** Removes the credentials from URLs in a text: user, password and query. */
export function hideCredentials(text: string): string {
  return text.replace(
    /\b([a-z][a-z0-9+.-]{0,20}:\/\/)([^\s'"<>]*)/gi,
    (_, scheme: string, rest: string) => scheme + rest.replace(/^[^/?#]*@/, '').replace(/\?.*$/, ''),
  );
}
