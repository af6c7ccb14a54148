import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen } from '../support/ports.js';
import { runReport } from './run-report.js';

let folder: string;
let server: Server;
let host: string;
let requests = 0;

beforeAll(async () => {
  const picture = await sharp({ create: { width: 900, height: 300, channels: 3, background: '#884422' } })
    .png()
    .toBuffer();
  server = createServer((request, response) => {
    requests += 1;
    if (request.url === '/plot.png') response.setHeader('content-type', 'image/png').end(picture);
    else if (request.url === '/moved.png') response.writeHead(302, { location: '/plot.png' }).end();
    else response.writeHead(404).end('none');
  });
  host = `127.0.0.1:${await listen(server)}`;
  folder = await realpath(await mkdtemp(join(tmpdir(), 'handin-remote-')));
  await mkdir(join(folder, 'reports', 'group'), { recursive: true });
  const figures = [
    `http://${host}/plot.png`,
    `http://${host}/moved.png`,
    `http://${host}/gone.png`,
    'https://no-such-host.invalid/x.png',
  ];
  const answer = figures.map((address) => `![A brown field](${address})`).join('\n\n');
  await writeFile(
    join(folder, 'reports', 'group', 'README.md'),
    `# Report\n\n### Question 1\n\n> **Show it.**\n>\n> Answer:\n\n${answer}\n`,
  );
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

async function configure(remote: string): Promise<void> {
  await writeFile(
    join(folder, 'build.config.ts'),
    `import { defineConfig } from 'handin';\nexport default defineConfig({ figures: { remote: ${remote} } });\n`,
  );
}

const page = (): Promise<string> => readFile(join(folder, 'site', 'group', 'index.html'), 'utf8');

describe('figures on other servers', () => {
  it('are downloaded once and shown from the report’s folder, with a diagnostic; a failed one is a box with a link', async () => {
    await configure(`{ allow: ['${host}'] }`);
    const { status } = await runReport(['html'], { cwd: folder });
    expect(status).toBe(0);
    const html = await page();
    expect(html.match(/<img src="figures\/[\w-]+\.webp"/g)).toHaveLength(2);
    expect(html.match(/<a class="figure-box-name" data-generated href="[^"]+"/g)).toEqual([
      `<a class="figure-box-name" data-generated href="http://${host}/gone.png"`,
      '<a class="figure-box-name" data-generated href="https://no-such-host.invalid/x.png"',
    ]);
    expect(await readdir(join(folder, 'site', 'group', 'figures'))).not.toEqual([]);
    const { groups } = JSON.parse(await readFile(join(folder, 'site', 'manifest.json'), 'utf8')) as {
      groups: { diagnostics: { rule: string; line: number }[] }[];
    };
    expect(groups[0]?.diagnostics.map(({ rule, line }) => [rule, line])).toEqual(
      [9, 11, 13, 15].map((line) => ['figure-remote', line]),
    );
  });

  it('are not downloaded again', async () => {
    const before = requests;
    await rm(join(folder, 'site'), { recursive: true });
    await runReport(['html'], { cwd: folder });
    // Only failed downloads are tried again.
    expect(requests - before).toBe(1);
    expect((await page()).match(/<img src="figures/g)).toHaveLength(2);
  });

  it('on private addresses are requested only if the configuration allows them', async () => {
    await configure('true');
    const before = requests;
    await runReport(['html', '--no-cache'], { cwd: folder });
    expect(requests).toBe(before);
    expect(await page()).not.toContain('<img');
  });

  it('are not downloaded with `remote: false`', async () => {
    await configure('false');
    await runReport(['html', '--no-cache'], { cwd: folder });
    expect(await page()).not.toContain('<img');
  });
});
