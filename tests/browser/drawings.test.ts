import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { encodeSvg } from '../../src/figures/svg/encode-svg.js';
import { isUnreadable } from '../../src/figures/inspect/unreadable.js';
import { launchChromium } from './chromium.js';

const folder = fileURLToPath(new URL('../fixtures/svg', import.meta.url));
const fixtures = readdirSync(folder).filter((name) => name.endsWith('.svg'));

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
}, 120_000);
afterAll(async () => await browser.close());

/** Draws an SVG as an image, twice as large, on a white ground. */
async function draw(page: Page, svg: Uint8Array): Promise<Buffer> {
  const url = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  await page.setContent(`<body style="margin:0;background:#fff"><img src="${url}" style="display:block;width:600px">`);
  await page.locator('img').evaluate((image) => (image as HTMLImageElement).decode());
  return page.locator('img').screenshot();
}

/** The share of pixels that differ visibly, after a blur that forgives a shift of a pixel. */
async function differingShare(a: Buffer, b: Buffer): Promise<number> {
  const [left, right] = await Promise.all(
    [a, b].map((bytes) => sharp(bytes).removeAlpha().greyscale().blur(2).raw().toBuffer({ resolveWithObject: true })),
  );
  if (!left || !right) throw new Error('nothing drawn');
  expect([right.info.width, right.info.height]).toEqual([left.info.width, left.info.height]);
  let differing = 0;
  for (let at = 0; at < left.data.length; at += 1)
    if (Math.abs((left.data[at] ?? 0) - (right.data[at] ?? 0)) > 24) differing += 1;
  return differing / left.data.length;
}

it('exports of drawing programs look as they did, in light and in dark mode', async () => {
  const shares: Record<string, number> = {};
  const light = await browser.newPage({ colorScheme: 'light' });
  const dark = await browser.newPage({ colorScheme: 'dark' });
  for (const name of fixtures) {
    const original = readFileSync(join(folder, name));
    const figure = await encodeSvg(original);
    if (isUnreadable(figure)) throw new Error(`${name}: ${figure.reason}`);
    expect([name, figure.incomplete]).toEqual([name, undefined]);
    const sanitized = figure.variants[0]?.bytes ?? new Uint8Array();
    const [expected, inLight, inDark] = [await draw(light, original), await draw(light, sanitized), await draw(dark, sanitized)];
    const kept = process.env['DRAWINGS_FOLDER'];
    if (kept !== undefined) {
      const { width = 0, height = 0 } = await sharp(expected).metadata();
      await sharp({ create: { width: 2 * width + 20, height, channels: 3, background: '#f0f' } })
        .composite([{ input: expected, left: 0, top: 0 }, { input: inDark, left: width + 20, top: 0 }])
        .png()
        .toFile(join(kept, `${name}.png`));
    }
    shares[name] = Math.max(await differingShare(expected, inLight), await differingShare(expected, inDark));
  }
  const most = Object.entries(shares).filter(([, share]) => share > 0.01);
  if (process.env['DRAWINGS_FOLDER']) console.log(shares);
  expect(most).toEqual([]);
}, 120_000);
