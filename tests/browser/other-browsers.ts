/** Firefox and WebKit, driven through their own protocols: the tests' library brings patched builds of its own only. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { freePort } from '../support/ports.js';

/** One window of a browser. */
export interface OtherBrowser {
  open(url: string): Promise<void>;
  /** The value of an expression in the page, which may be a promise. */
  evaluate(expression: string): Promise<unknown>;
  /** Presses keys one after the other: characters, or code points of WebDriver's keys. */
  press(...keys: readonly string[]): Promise<void>;
  /** What the console said so far. */
  readonly trouble: readonly string[];
  close(): Promise<void>;
}

/** WebDriver's code points. */
export const keyCodes = { enter: '\uE007', escape: '\uE00C', tab: '\uE004' } as const;

const onPath = (name: string): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(existsSync);

const firefox = onPath('firefox-esr') ?? onPath('firefox');
const webkitDriver = onPath('WebKitWebDriver');
const xvfb = onPath('xvfb-run');
const miniBrowser = ['x86_64', 'aarch64']
  .flatMap((machine) =>
    ['4.1', '4.0', '6.0'].map((version) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-${version}/MiniBrowser`),
  )
  .find(existsSync);

/** What starts each browser; undefined where it is not installed. */
export const otherBrowsers: Readonly<Record<'Firefox' | 'WebKit', (() => Promise<OtherBrowser>) | undefined>> = {
  Firefox: firefox === undefined ? undefined : () => startFirefox(firefox),
  WebKit: webkitDriver && xvfb && miniBrowser ? () => startWebKit([xvfb, '-a', webkitDriver], miniBrowser) : undefined,
};

const pressed = (keys: readonly string[]): object => ({
  actions: [
    {
      type: 'key',
      id: 'keyboard',
      actions: keys.flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]),
    },
  ],
});

/** Through WebDriver BiDi. */
async function startFirefox(command: string): Promise<OtherBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'handin-firefox-'));
  const child = spawn(
    command,
    ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0', 'about:blank'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const address = await said(child, /WebDriver BiDi listening on (ws:\S+)/);
  const socket = new WebSocket(`${address}/session`);
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const trouble: string[] = [];
  const waiting = new Map<number, (answer: Answer) => void>();
  socket.on('message', (data) => {
    const answer = JSON.parse(String(data)) as Answer;
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
    else if (answer.method === 'log.entryAdded') trouble.push(String(answer.params?.text));
  });
  let last = 0;
  const send = async (method: string, params: object): Promise<Record<string, unknown>> => {
    last += 1;
    const id = last;
    const answer = await new Promise<Answer>((resolve) => {
      waiting.set(id, resolve);
      socket.send(JSON.stringify({ id, method, params }));
    });
    if (answer.type === 'error') throw new Error(`${method}: ${answer.message}`);
    return answer.result ?? {};
  };
  await send('session.new', { capabilities: {} });
  await send('session.subscribe', { events: ['log.entryAdded'] });
  const { contexts } = (await send('browsingContext.getTree', {})) as { contexts: readonly { context: string }[] };
  const context = contexts[0]?.context;
  return {
    trouble,
    open: async (url) => {
      await send('browsingContext.navigate', { context, url, wait: 'complete' });
    },
    evaluate: async (expression) => {
      const { result, exceptionDetails } = (await send('script.evaluate', {
        expression: `Promise.resolve(${expression}).then(JSON.stringify)`,
        target: { context },
        awaitPromise: true,
      })) as { result?: { value?: string }; exceptionDetails?: { text: string } };
      if (exceptionDetails) throw new Error(exceptionDetails.text);
      return result?.value === undefined ? undefined : JSON.parse(result.value);
    },
    press: async (...keys) => {
      await send('input.performActions', { context, ...pressed(keys) });
    },
    close: async () => {
      await send('browser.close', {}).catch(() => undefined);
      socket.close();
      await ended(child);
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** An answer or an event of WebDriver BiDi. */
interface Answer {
  readonly id?: number;
  readonly type?: string;
  readonly message?: string;
  readonly method?: string;
  readonly params?: { readonly text?: string };
  readonly result?: Record<string, unknown>;
}

/** Through WebDriver, on a screen of its own. */
async function startWebKit([command = '', ...args]: readonly string[], browser: string): Promise<OtherBrowser> {
  const port = await freePort();
  const child = spawn(command, [...args, `--port=${port}`], { stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  const trouble: string[] = [];
  child.stdout?.on('data', (data) => {
    trouble.push(
      ...String(data)
        .split('\n')
        .filter((line) => line.startsWith('CONSOLE')),
    );
  });
  const send = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}/session${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const { value } = (await response.json()) as { value: { error?: string; message?: string } | null };
    if (!response.ok) throw new Error(`${path}: ${value?.error} ${value?.message}`);
    return value;
  };
  const options = { binary: browser, args: ['--automation', '--enable-write-console-messages-to-stdout=true'] };
  const capabilities = { alwaysMatch: { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options } };
  const { sessionId } = (await eventually(() => send('POST', '', { capabilities }))) as { sessionId: string };
  const session = `/${sessionId}`;
  return {
    trouble,
    open: async (url) => {
      await send('POST', `${session}/url`, { url });
    },
    evaluate: async (expression) => {
      const script = `const done = arguments[0]; Promise.resolve(${expression}).then((value) => done(JSON.stringify(value)));`;
      const value = (await send('POST', `${session}/execute/async`, { script, args: [] })) as string | null;
      return value === null ? undefined : JSON.parse(value);
    },
    press: async (...keys) => {
      await send('POST', `${session}/actions`, pressed(keys));
    },
    close: async () => {
      await send('DELETE', session).catch(() => undefined);
      // `xvfb-run` passes no signal on: the group is the driver and its screen.
      if (child.pid !== undefined) process.kill(-child.pid);
      await ended(child);
    },
  };
}

async function said(child: ChildProcess, pattern: RegExp): Promise<string> {
  let text = '';
  return new Promise((resolve, reject) => {
    child.stderr?.on('data', (data) => {
      text += String(data);
      const found = pattern.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', () => reject(new Error(`The browser did not start: ${text}`)));
  });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await new Promise((resolve) => child.once('exit', resolve));
}

async function eventually<Value>(attempt: () => Promise<Value>): Promise<Value> {
  const until = Date.now() + 20_000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > until) throw error;
      await wait(200);
    }
  }
}
