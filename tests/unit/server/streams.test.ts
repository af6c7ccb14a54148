import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PageState, PreviewEvent } from '../../../src/server/events.js';
import { maxStreams } from '../../../src/server/streams.js';
import { ask, dial } from './raw.js';
import { type Served, serve } from './site.js';

let served: Served;
let release: () => Promise<void>;
const open: IncomingMessage[] = [];

beforeEach(async () => {
  ({ served, release } = await serve());
});
afterEach(async () => {
  for (const response of open.splice(0)) response.destroy();
  await release();
});

/** A page that listens. */
interface Listener {
  readonly response: IncomingMessage;
  /** The next message: its id and its data. */
  next(): Promise<{ readonly id: string; readonly state: PageState }>;
}

async function listen(page: string, headers: Record<string, string> = {}): Promise<Listener> {
  const request = get(`${served.url}-handin/events?page=${encodeURIComponent(page)}`, { headers, agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  open.push(response);
  const blocks = readBlocks(response);
  return {
    response,
    next: async () => {
      for (;;) {
        const { value, done } = await blocks.next();
        if (done) throw new Error('the stream has ended');
        const [, id, data] = /^id: ([^\n]*)\ndata: ([^\n]*)$/.exec(value) ?? [];
        if (id !== undefined && data !== undefined) return { id, state: JSON.parse(data) as PageState };
      }
    },
  };
}

async function* readBlocks(response: IncomingMessage): AsyncGenerator<string, void> {
  let text = '';
  for await (const part of response.setEncoding('utf8')) {
    text += part;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      yield text.slice(0, end);
      text = text.slice(end + 2);
    }
  }
}

const built: PreviewEvent = { kind: 'built', edited: null, standings: new Map(), faults: [] };

async function change(page: string, text: string): Promise<void> {
  await writeFile(path.join(served.folder, page), text);
}

describe('a page that connects', () => {
  it('is sent the whole state', async () => {
    served.broadcast({
      kind: 'built',
      edited: { page: 'group-1/index.html', anchor: 'q7' },
      standings: new Map([
        ['group-1/index.html', { answered: 3, questions: 5, problems: 2 }],
        ['index.html', { answered: 1, questions: 1, problems: 0 }],
      ]),
      faults: [
        { message: 'The README is gone.', page: 'group-1/index.html' },
        { message: 'Elsewhere.', page: 'group-2/index.html' },
        { message: 'build.config.ts does not load.', advice: 'Correct it.' },
      ],
    });
    served.broadcast({ kind: 'building' });
    const { response, next } = await listen('/group-1/');
    expect(response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
    });
    const { id, state } = await next();
    const { body } = await ask(served.url, '/group-1/');
    expect(state).toEqual({
      building: true,
      version: /data-version="([^"]*)"/.exec(body)?.[1],
      html: Buffer.from(body, 'latin1').toString(),
      // It comes to see the page, not to be led away by what was written before.
      anchor: null,
      standing: { answered: 3, questions: 5, problems: 2 },
      faults: [
        { message: 'The README is gone.', page: 'group-1/index.html' },
        { message: 'build.config.ts does not load.', advice: 'Correct it.' },
      ],
    });
    expect(id).toBe(state.version);
  });

  it('again is not sent the version that it shows', async () => {
    const first = await (await listen('/')).next();
    const second = await (await listen('/', { 'Last-Event-ID': first.id })).next();
    expect(second.state).toEqual({ ...first.state, html: null });
    await change('index.html', 'changed');
    const third = await (await listen('/', { 'Last-Event-ID': first.id })).next();
    expect(third.state.html).toMatch(/^changed<script /);
  });

  it('to a missing page is told when there is one', async () => {
    const { next } = await listen('/group-2/');
    expect((await next()).state).toMatchObject({ version: null, html: null });
    await change('group-2/index.html', 'here');
    served.broadcast(built);
    expect((await next()).state.html).toMatch(/^here</);
  });

  it('with an invalid page path is refused', async () => {
    for (const page of ['', '/../secret.html', '/%2e%2e/secret.html', 'http://evil.example/', '//x'])
      expect([page, (await ask(served.url, `/-handin/events?page=${encodeURIComponent(page)}`)).status]).toEqual([
        page,
        400,
      ]);
    expect((await ask(served.url, '/-handin/events')).status).toBe(400);
  });
});

describe('a connected page', () => {
  it('is sent its HTML when that has changed, and only then', async () => {
    const { next } = await listen('/');
    const first = await next();
    served.broadcast({ kind: 'building' });
    expect((await next()).state).toEqual({ ...first.state, html: null, building: true });
    served.broadcast(built);
    expect((await next()).state).toEqual({ ...first.state, html: null });
    await change('index.html', '“changed”\u2028\n\ndata: x');
    served.broadcast(built);
    const { id, state } = await next();
    expect([state.html?.startsWith('“changed”\u2028\n\ndata: x<script '), id === first.id]).toEqual([true, false]);
  });

  it('keeps what it shows while its build fails, and is sent the changes afterwards', async () => {
    const { next } = await listen('/');
    const good = await next();
    await change('index.html', 'The README is gone.');
    const fault = { message: 'The README is gone.', page: 'index.html' };
    served.broadcast({ ...built, faults: [fault, { message: 'Elsewhere.', page: 'group-1/index.html' }] });
    expect((await next()).state).toEqual({ ...good.state, html: null, faults: [fault] });
    await change('index.html', 'It is back, and says more.');
    served.broadcast(built);
    const { state } = await next();
    expect([state.html?.startsWith('It is back, and says more.<script '), state.faults]).toEqual([true, []]);
  });

  it('is sent the anchor of the question being edited once, and only for its own questions', async () => {
    const { next } = await listen('/');
    await next();
    const edited = (page: string): PreviewEvent => ({ ...built, edited: { page, anchor: 'q7' } });
    const anchors: unknown[] = [];
    for (const event of [edited('group-1/index.html'), edited('index.html'), built]) {
      served.broadcast(event);
      anchors.push((await next()).state.anchor);
    }
    expect(anchors).toEqual([null, 'q7', null]);
  });

  it('that reads slowly skips superseded states and gets the latest', async () => {
    const { response, next } = await listen('/');
    await next();
    response.pause();
    for (let version = 1; version <= 60; version += 1) {
      await change('index.html', `version ${version} ${'x'.repeat(500_000)}`);
      served.broadcast(built);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    let messages = 0;
    for (let html = ''; !html.startsWith('version 60 '); messages += 1) html = (await next()).state.html ?? '';
    expect(messages).toBeLessThan(30);
  });

  it('is forgotten once it has disconnected', async () => {
    for (let time = 0; time < maxStreams * 2; time += 1) {
      const { response, next } = await listen('/');
      await next();
      const gone = once(response, 'close');
      response.destroy();
      await gone;
      served.broadcast(built);
    }
    await (await listen('/')).next();
  });
});

it('limits the number of open pages, however they connected', async () => {
  const { host } = new URL(served.url);
  const request = `GET /-handin/events?page=/ HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
  const sockets = await Promise.all(Array.from({ length: maxStreams }, () => dial(served.url)));
  await Promise.all(
    sockets.map(async (socket) => {
      socket.write(request);
      await once(socket, 'data');
    }),
  );
  expect((await ask(served.url, '/-handin/events?page=/')).status).toBe(503);
  expect((await ask(served.url, '/')).status).toBe(200);
  sockets[0]?.destroy();
  await expect.poll(async () => (await listen('/')).response.statusCode).toBe(200);
  for (const socket of sockets) socket.destroy();
});

it('ends the stream when the site cannot be read', async () => {
  const broken = await serve({
    files: {
      read: async () => {
        throw new Error('EIO');
      },
    },
  });
  const request = get(`${broken.served.url}-handin/events?page=/`, { agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  await expect(response.toArray()).rejects.toThrow('aborted');
  await broken.release();
  await rm(path.join(served.folder, 'index.html'));
});
