/** A setting of git. */
export interface GitSetting {
  readonly name: string;
  readonly value: string;
}

/** A token of the environment, and the setting of git that gives it to one host alone. */
export interface Token {
  /** Name of the variable. */
  readonly variable: string;
  readonly setting: GitSetting;
}

/**
 * Finds the token for the host of an address: `HANDIN_TOKEN_` with the host in capitals, or what hosts' own programs use.
 * It is given to git by a credential helper, which git asks only for this host, also after a redirect; the token itself
 * stays in the environment, and is in no argument and no file.
 */
export function findToken(address: string, env: NodeJS.ProcessEnv): Token | undefined {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return undefined;
  const { protocol, host } = new URL(address);
  const variable = variablesFor(protocol, host, env).find((name) => (env[name] ?? '') !== '');
  if (variable === undefined) return undefined;
  const helper = `!f() { test "$1" = get && printf 'username=x-access-token\\npassword=%s\\n' "$${variable}"; }; f`;
  return { variable, setting: { name: `credential.${protocol}//${host}.helper`, value: helper } };
}

function variablesFor(protocol: string, host: string, env: NodeJS.ProcessEnv): readonly string[] {
  const own = `HANDIN_TOKEN_${host.toUpperCase().replace(/[^A-Z\d]+/g, '_')}`;
  const server = `${protocol}//${host}`;
  if (server === gitHubServer(env)) return [own, 'GITHUB_TOKEN', 'GH_TOKEN'];
  return server === 'https://gitlab.com' ? [own, 'GITLAB_TOKEN'] : [own];
}

/** The GitHub server that `GITHUB_TOKEN` is for: in a workflow of a server of one's own, the variable names it. */
export function gitHubServer(env: NodeJS.ProcessEnv): string {
  return (env.GITHUB_SERVER_URL || 'https://github.com').replace(/\/+$/, '').toLowerCase();
}
