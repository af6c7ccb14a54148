import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { PageState, PreviewEvent } from './events.js';

/** A page as the streams send it. */
export interface CurrentPage {
  /** Names its content. */
  readonly version: string;
  readonly html: string;
}

/** The streams of all open pages. */
export interface Streams {
  /** Tells every page what has changed for it. */
  broadcast(event: PreviewEvent): void;
  /** Whether there are as many as there may be. */
  isFull(): boolean;
  /**
   * Sends a page its state now and whenever it changes.
   *
   * @param response with its head sent
   * @param client the page's file, and the version that it has; null when that is not known
   */
  open(response: ServerResponse, client: { readonly page: string; readonly version: string | null }): void;
  /** Ends all of them. */
  close(): void;
}

/** Pages that can be open at once. A browser has six connections for them at most; this is for a few browsers. */
export const maxStreams = 48;

/** Milliseconds between comments that keep idle connections from being taken for dead. */
const heartbeat = 15_000;

interface Client {
  readonly response: ServerResponse;
  readonly page: string;
  /** Of the page that it has. */
  version: string | null;
  anchor: string | null;
  /** Its page may have changed since it was read. */
  stale: boolean;
  /** It has not been told the latest. */
  due: boolean;
  sending: boolean;
}

/** All pages, and what they are told. */
interface Hub {
  readonly clients: Set<Client>;
  readonly current: ReadPage;
  building: boolean;
  built: Extract<PreviewEvent, { kind: 'built' }>;
}

/** Reads a page of the site; undefined when there is none of that name. */
type ReadPage = (page: string) => Promise<CurrentPage | undefined>;

/**
 * Keeps pages up to date by server-sent events. A page that reads slowly is spared what has been overtaken; one that
 * does not read at all is cut off.
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

/** Tells a page the latest, and goes on until there is nothing newer. */
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
 * Reads a page anew. Gives it when it has changed. A page that could not be made keeps what it shows, until it is loaded
 * anew: in the place of a report whose file is half saved, or gone for a moment, readers would get the page that says so.
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
