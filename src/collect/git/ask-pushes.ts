import type { Push } from '../choose-commit.js';
import { findToken, gitHubServer } from './credentials.js';

/** What pushes are asked about. */
export interface PushQuery {
  readonly address: string;
  readonly branch: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/** Of 100 pushes each. */
const maxPages = 5;

/**
 * Asks GitHub when a branch was pushed to. Needs a token; a server on one's own host is asked where `GITHUB_API_URL` and
 * `GITHUB_SERVER_URL` name it, as they do in its workflows. Whatever goes wrong, there are no pushes.
 */
export async function askPushes({ address, branch, env, signal }: PushQuery): Promise<readonly Push[]> {
  const token = findToken(address, env);
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!token || !url || `${url.protocol}//${url.host}` !== gitHubServer(env)) return [];
  const repository = /^\/([^/]+\/[^/]+?)(?:\.git)?\/?$/.exec(url.pathname)?.[1];
  if (repository === undefined) return [];
  const api = (env.GITHUB_API_URL || 'https://api.github.com').replace(/\/+$/, '');
  const headers = { accept: 'application/vnd.github+json', authorization: `Bearer ${env[token.variable]}` };
  const query = new URLSearchParams({ ref: `refs/heads/${branch}`, per_page: '100' });
  const pushes: Push[] = [];
  let next: string | undefined = `${api}/repos/${repository}/activity?${query}`;
  try {
    for (let page = 0; next !== undefined && page < maxPages; page += 1) {
      const response: Response = await fetch(next, { headers, signal });
      if (!response.ok) return [];
      for (const push of readPushes(await response.json())) pushes.push(push);
      const link = /<([^>]+)>;\s*rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
      next = link !== undefined && new URL(link).origin === new URL(api).origin ? link : undefined;
    }
    return pushes;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof TypeError || error instanceof SyntaxError) return [];
    throw error;
  }
}

function readPushes(body: unknown): readonly Push[] {
  if (!Array.isArray(body)) return [];
  return body.flatMap((item: unknown) => {
    const { after, timestamp } = (typeof item === 'object' && item !== null ? item : {}) as Record<string, unknown>;
    if (typeof after !== 'string' || typeof timestamp !== 'string' || Number.isNaN(Date.parse(timestamp))) return [];
    return [{ after, at: timestamp }];
  });
}
