import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { PageState, PreviewEvent } from './events.js';

/** A page as it is sent to clients. */
export interface CurrentPage {
  /** Digest of its content. */
  readonly version: string;
  readonly html: string;
}

/** The event streams of all open pages. */
export interface Streams {
  /** Sends every page its new state. */
  broadcast(event: PreviewEvent): void;
  /** Whether `maxStreams` are open. */
  isFull(): boolean;
  /**
   * Sends a page its state now and whenever it changes.
   *
   * @param response with its headers sent
   * @param client the page’s file, and the version that the client shows; null when unknown
   */
  open(response: ServerResponse, client: { readonly page: string; readonly version: string | null }): void;
  /** Ends all streams. */
  close(): void;
}

/** Maximum of open streams. A browser opens at most six connections to one host; this is enough for a few browsers. */
export const maxStreams = 48;

/** Milliseconds between the comments that keep idle connections alive. */
const heartbeat = 15_000;

interface Client {
  readonly response: ServerResponse;
  readonly page: string;
  /** Version that the client shows. */
  version: string | null;
  anchor: string | null;
  /** The page may have changed since it was last read. */
  stale: boolean;
  /** The latest state has not been sent. */
  due: boolean;
  sending: boolean;
}

/** All clients, and the state that they are sent. */
interface Hub {
  readonly clients: Set<Client>;
  readonly current: ReadPage;
  building: boolean;
  built: Extract<PreviewEvent, { kind: 'built' }>;
}

/** Reads a page of the site; undefined when there is none. */
type ReadPage = (page: string) => Promise<CurrentPage | undefined>;

/**
 * Keeps pages up to date with server-sent events. A slow client skips superseded states; one that does not read at all is
 * disconnected at the next heartbeat.
 */
export function createStreams(current: ReadPage): Streams {
  const clients = new Set<Client>();
  const built = { kind: 'built', edited: null, standings: new Map(), faults: [] } as const;
  const hub: Hub = { clients, current, building: false, built };
  const timer = setInterval(() => beat(clients), heartbeat).unref();
  return {
    broadcast: (event) => {
      hub.building = event.kind === 'building';
      if (event.kind === 'built') renewAll(hub, event);
      for (const client of clients) start(hub, client);
    },
    isFull: () => clients.size >= maxStreams,
    open: (response, { page, version }) => {
      const client: Client = { response, page, version, anchor: null, stale: true, due: true, sending: false };
      clients.add(client);
      response.on('close', () => clients.delete(client));
      response.write('retry: 1000\n\n');
      start(hub, client);
    },
    close: () => {
      clearInterval(timer);
      for (const { response } of clients) response.end();
      clients.clear();
    },
  };
}

function beat(clients: ReadonlySet<Client>): void {
  for (const { response } of clients) {
    if (response.writableNeedDrain) response.destroy();
    else response.write(':\n\n');
  }
}

function renewAll(hub: Hub, event: Hub['built']): void {
  hub.built = event;
  for (const client of hub.clients) {
    client.stale = true;
    if (event.edited?.page === client.page) client.anchor = event.edited.anchor;
  }
}

function start(hub: Hub, client: Client): void {
  send(hub, client).catch(() => client.response.destroy());
}

/** Sends a client the latest state, and repeats while a newer one came up meanwhile. */
async function send(hub: Hub, client: Client): Promise<void> {
  client.due = true;
  if (client.sending) return;
  client.sending = true;
  while (client.due && hub.clients.has(client)) {
    client.due = false;
    const html = client.stale ? await renew(hub, client) : null;
    if (!hub.clients.has(client)) return;
    if (!client.response.write(format(stateFor(hub, client, html)))) await writable(client.response);
  }
  client.sending = false;
}

/**
 * Reads a page again and returns its HTML when it has changed. A page with a fault keeps what it shows: otherwise a report
 * whose file is half saved or briefly missing would be replaced by an error page at every save.
 */
async function renew({ current, built }: Hub, client: Client): Promise<string | null> {
  if (client.version !== null && built.faults.some(({ page }) => page === client.page)) return null;
  client.stale = false;
  const page = await current(client.page);
  const changed = page && page.version !== client.version;
  client.version = page?.version ?? null;
  return changed ? page.html : null;
}

function stateFor({ building, built }: Hub, client: Client, html: string | null): PageState {
  const { version, anchor } = client;
  client.anchor = null;
  const faults = built.faults.filter((fault) => fault.page === undefined || fault.page === client.page);
  return { building, version, html, anchor, standing: built.standings.get(client.page) ?? null, faults };
}

function format(state: PageState): string {
  return `id: ${state.version ?? ''}\ndata: ${JSON.stringify(state)}\n\n`;
}

async function writable(response: ServerResponse): Promise<void> {
  const ended = new AbortController();
  const stop = (): void => ended.abort();
  response.once('close', stop);
  await once(response, 'drain', { signal: ended.signal }).catch(() => undefined);
  response.off('close', stop);
}
