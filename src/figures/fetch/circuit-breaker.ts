/**
 * A circuit breaker per host: after a network error, further requests to the host fail at once, so that a build without
 * a network does not wait for the timeout of every figure.
 */
export interface CircuitBreaker {
  /**
   * Runs a request to a host. Requests to a host wait for its first one; once the host is known to be down, they fail
   * with the same error without being sent.
   */
  run<T>(hostname: string, request: () => Promise<T>): Promise<T>;
}

/** Errors of the host or the network, as opposed to errors of a single figure. */
const networkCodes: ReadonlySet<unknown> = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ETIMEDOUT',
  'EHOSTDOWN',
]);
const nameCodes: ReadonlySet<unknown> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL']);

/** After this many hosts whose names cannot be resolved, the machine counts as offline. */
const offlineAfter = 2;

/** Creates the circuit breaker of one build. */
export function createCircuitBreaker(): CircuitBreaker {
  const down = new Map<string, unknown>();
  const first = new Map<string, Promise<void>>();
  const unresolved = new Set<string>();
  let anyReached = false;
  let offline: unknown;

  const attempt = async <T>(hostname: string, request: () => Promise<T>): Promise<T> => {
    try {
      const result = await request();
      anyReached = true;
      return result;
    } catch (error) {
      const code = codeOf(error);
      if (networkCodes.has(code)) down.set(hostname, error);
      if (nameCodes.has(code)) unresolved.add(hostname);
      // A misspelt host among reachable ones does not mean that the network is down.
      if (unresolved.size >= offlineAfter && !anyReached) offline ??= error;
      throw error;
    }
  };

  return {
    run: async (hostname, request) => {
      const pending = first.get(hostname);
      if (pending) await pending;
      if (down.has(hostname)) throw down.get(hostname);
      if (offline !== undefined) throw offline;
      if (pending) return attempt(hostname, request);
      const result = attempt(hostname, request);
      first.set(
        hostname,
        result.then(
          () => undefined,
          () => undefined,
        ),
      );
      return result;
    },
  };
}

/** The code of a system error; of the first attempt in an `AggregateError`, which Node throws after trying several addresses. */
export function codeOf(error: unknown): unknown {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
