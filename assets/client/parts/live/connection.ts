import type { PageState } from '../../../../src/server/events.js';

/** Events of the connection to the preview server. */
export interface ConnectionEvents {
  onState(state: PageState): void;
  /** The connection is lost, or restored. */
  onLost(lost: boolean): void;
}

/** Milliseconds until a lost connection is reported. */
const lostDelay = 700;
/** Milliseconds between attempts to reconnect. */
const retryDelay = 1000;

/**
 * Listens to server-sent events while the page is visible. Browsers allow six connections per server with HTTP/1.1: a
 * hidden page closes its own, and gets the whole state when it is visible again.
 *
 * @param address URL of the stream
 */
export function connect(address: string, { onState, onLost }: ConnectionEvents): void {
  let source: EventSource | undefined;
  let lostTimer: number | undefined;
  let retryTimer: number | undefined;

  const close = (): void => {
    source?.close();
    source = undefined;
    clearTimeout(lostTimer);
    clearTimeout(retryTimer);
    lostTimer = undefined;
  };
  const open = (): void => {
    close();
    if (document.hidden) return;
    const opened = new EventSource(address);
    source = opened;
    opened.onmessage = ({ data }) => {
      clearTimeout(lostTimer);
      lostTimer = undefined;
      onLost(false);
      onState(JSON.parse(data));
    };
    opened.onerror = () => {
      lostTimer ??= setTimeout(() => onLost(true), lostDelay);
      // The browser reconnects by itself after most errors, but not after an HTTP error.
      if (opened.readyState === EventSource.CLOSED) retryTimer = setTimeout(open, retryDelay);
    };
  };
  document.addEventListener('visibilitychange', open);
  // A page in the back/forward cache must not keep its connection.
  addEventListener('pagehide', close);
  addEventListener('pageshow', (event) => {
    if (event.persisted) open();
  });
  open();
}
