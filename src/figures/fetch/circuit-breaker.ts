/**
 * Which hosts could not be reached in this build, so that an offline build does not wait for each figure in turn.
 */
export interface CircuitBreaker {
  /**
   * Runs a request to a host. The first one to each host goes alone and the others wait to see whether it gets through;
   * once the host is known to be down they fail with the same error at once.
   */
  run<T>(hostname: string, request: () => Promise<T>): Promise<T>;
}

/** Errors that tell of the host or the network rather than of one figure. */
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

/** Hosts whose names cannot be resolved before the machine counts as offline. */
const offlineAfter = 2;

/** Opens a gate for one build. */
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
      // One misspelt host among good ones is not a network that is down.
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

/** The code of a system error, looked for inside the error that gathers the attempts over several addresses. */
export function codeOf(error: unknown): unknown {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
