/** Text with what is secret in the addresses in it taken out: user and password, and everything behind `?`. */
export function hideCredentials(text: string): string {
  return text.replace(
    /\b([a-z][a-z0-9+.-]{0,20}:\/\/)([^\s'"<>]*)/gi,
    (_, scheme: string, rest: string) => scheme + rest.replace(/^[^/?#]*@/, '').replace(/\?.*$/, ''),
  );
}
