import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from './chromium.js';
import { type BuiltReports, buildReport, desktop, open } from './reports.js';
import { dialog } from './zoom.js';

const report = `# Report

### Question 1

> **Insert one figure of the harvest.**
>
> Answer:

\`\`\`mermaid
graph LR
  Sow[Sow beans] --> Pick[Pick them]
\`\`\`
`;

let browser: Browser;
let built: BuiltReports;

beforeAll(async () => {
  built = await buildReport(report);
  browser = await launchChromium();
}, 180_000);

afterAll(async () => {
  await browser.close();
  await built.remove();
});

it('a diagram is shown on a light ground, can be enlarged, and has its source below, but not on paper', async () => {
  const context = await browser.newContext({ viewport: desktop, colorScheme: 'dark' });
  const { page } = await open(context, built.reports[0] ?? '');
  const image = page.getByRole('img', { name: 'Diagram: Sow beans, Pick them' });
  await image.scrollIntoViewIfNeeded();
  await image.evaluate((element) => (element as HTMLImageElement).decode());
  const ground = await image.evaluate((element) => getComputedStyle(element).backgroundColor);
  expect(ground).toBe('rgb(255, 255, 255)');
  await page.getByText('Source of the diagram').click();
  expect(await page.locator('.figure-source pre').innerText()).toContain('Sow[Sow beans] --> Pick[Pick them]');

  await image.click();
  await dialog(page).waitFor();
  await page.waitForFunction(() => (document.querySelector<HTMLImageElement>('.zoom-image')?.naturalWidth ?? 0) > 0);
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });

  await page.emulateMedia({ media: 'print' });
  expect(await image.isVisible()).toBe(true);
  expect(await page.locator('.figure-source').isVisible()).toBe(false);
  await context.close();
});
