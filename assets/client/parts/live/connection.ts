import type { PageState } from '../../../../src/server/events.js';

/** What is heard of the server. */
export interface ConnectionEvents {
  onState(state: PageState): void;
  /** It no longer answers; or it does again. */
  onLost(lost: boolean): void;
}

/** Milliseconds: how long a connection may be away before anybody hears of it, and between attempts to get it back. */
const patience = 700;
const pause = 1000;

/**
 * Listens to the server for as long as the page can be seen. Browsers have six connections to a server: a page that
 * nobody sees gives up its own, and is told everything when it is looked at again.
 *
 * @param address of the stream
 */
export function connect(address: string, { onState, onLost }: ConnectionEvents): void {
  let source: EventSource | undefined;
  let doubt: number | undefined;
  let again: number | undefined;

  const close = (): void => {
    source?.close();
    source = undefined;
    clearTimeout(doubt);
    clearTimeout(again);
    doubt = undefined;
  };
  const open = (): void => {
    close();
    if (document.hidden) return;
    const opened = new EventSource(address);
    source = opened;
    opened.onmessage = ({ data }) => {
      clearTimeout(doubt);
      doubt = undefined;
      onLost(false);
      onState(JSON.parse(data));
    };
    opened.onerror = () => {
      doubt ??= setTimeout(() => onLost(true), patience);
      // Most errors the browser gets over by itself; after a refusal it gives up.
      if (opened.readyState === EventSource.CLOSED) again = setTimeout(open, pause);
    };
  };
  document.addEventListener('visibilitychange', open);
  // A page that the browser keeps for the way back is not left with a connection.
  addEventListener('pagehide', close);
  addEventListener('pageshow', (event) => {
    if (event.persisted) open();
  });
  open();
}
