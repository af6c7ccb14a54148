/**
 * Adds to a Content-Security-Policy what the live script needs to run and to connect to its server; everything that the
 * policy allows stays allowed.
 *
 * @param nonce of the live script
 */
export function extendPolicy(policy: string, nonce: string): string {
  const directives = readPolicy(policy);
  allow(directives, directives.has('script-src-elem') ? 'script-src-elem' : 'script-src', `'nonce-${nonce}'`);
  allow(directives, 'connect-src', `'self'`);
  return [...directives].map(([name, sources]) => `${name} ${sources}`.trim()).join('; ');
}

/** The directives in order. Browsers ignore a repeated directive after the first. */
function readPolicy(policy: string): Map<string, string> {
  const directives = new Map<string, string>();
  for (const part of policy.split(';')) {
    const [, name = '', sources = ''] = /^\s*([\w-]+)\s*(.*?)\s*$/s.exec(part) ?? [];
    if (name && !directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), sources);
  }
  return directives;
}

function allow(directives: Map<string, string>, name: string, source: string): void {
  // An absent directive falls back to `default-src`; without that, everything is allowed.
  const present = directives.get(name) ?? directives.get('default-src');
  if (present === undefined) return;
  const sources = present.split(/\s+/).filter((word) => word && word !== `'none'`);
  directives.set(name, [...sources, source].join(' '));
}
