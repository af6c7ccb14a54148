/**
 * Adds to a Content-Security-Policy what the pages' script needs, to run and to talk to its own server, and takes
 * nothing from what it already allows.
 *
 * @param nonce what the policy is to know the script by
 */
export function extendPolicy(policy: string, nonce: string): string {
  const directives = readPolicy(policy);
  allow(directives, directives.has('script-src-elem') ? 'script-src-elem' : 'script-src', `'nonce-${nonce}'`);
  allow(directives, 'connect-src', `'self'`);
  return [...directives].map(([name, sources]) => `${name} ${sources}`.trim()).join('; ');
}

/** The directives in their order. Browsers go by the first of several with one name. */
function readPolicy(policy: string): Map<string, string> {
  const directives = new Map<string, string>();
  for (const part of policy.split(';')) {
    const [, name = '', sources = ''] = /^\s*([\w-]+)\s*(.*?)\s*$/s.exec(part) ?? [];
    if (name && !directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), sources);
  }
  return directives;
}

function allow(directives: Map<string, string>, name: string, source: string): void {
  // A directive that is absent allows what `default-src` does; without that too, everything.
  const present = directives.get(name) ?? directives.get('default-src');
  if (present === undefined) return;
  const sources = present.split(/\s+/).filter((word) => word && word !== `'none'`);
  directives.set(name, [...sources, source].join(' '));
}
