import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isUnreadable } from '../../src/figures/inspect/unreadable.js';
import { encodeSvg } from '../../src/figures/svg/encode-svg.js';
import { launchChromium } from './chromium.js';

const folder = fileURLToPath(new URL('../fixtures/svg', import.meta.url));
const fixtures = readdirSync(folder).filter((name) => name.endsWith('.svg'));

/** Glyphs are rounded to other pixels in text than in HTML. */
const tolerance = 0.003;

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

/** The share of pixels that differ visibly, after a blur that forgives a shift of one pixel. */
async function differingShare(a: Buffer, b: Buffer): Promise<number> {
  const [left, right] = await Promise.all(
    [a, b].map((bytes) => sharp(bytes).removeAlpha().greyscale().blur(3).raw().toBuffer({ resolveWithObject: true })),
  );
  if (!left || !right) throw new Error('nothing drawn');
  expect([right.info.width, right.info.height]).toEqual([left.info.width, left.info.height]);
  let differing = 0;
  for (let at = 0; at < left.data.length; at += 1)
    if (Math.abs((left.data[at] ?? 0) - (right.data[at] ?? 0)) > 24) differing += 1;
  return differing / left.data.length;
}

it('exports of drawing programs look as they did, in light and in dark mode', async () => {
  const light = await browser.newPage({ colorScheme: 'light' });
  const dark = await browser.newPage({ colorScheme: 'dark' });
  for (const name of fixtures) {
    const original = readFileSync(join(folder, name));
    const figure = await encodeSvg(original);
    if (isUnreadable(figure)) throw new Error(`${name}: ${figure.reason}`);
    const sanitized = Buffer.from(figure.variants[0]?.bytes ?? []);
    const expected = await draw(light, original);
    const share = async (page: Page, svg: Uint8Array): Promise<number> =>
      differingShare(expected, await draw(page, svg));
    const lost = Buffer.from(sanitized.toString('utf8').replace(/<text[\s\S]*?<\/text>/g, ''));
    const shares = [await share(light, sanitized), await share(dark, sanitized)];
    const withoutText = lost.length < sanitized.length ? await share(light, lost) : 1;
    expect([name, withoutText > tolerance]).toEqual([name, true]);
    expect([name, figure.incomplete, shares.filter((differing) => differing > tolerance)]).toEqual([
      name,
      undefined,
      [],
    ]);
  }
}, 120_000);
