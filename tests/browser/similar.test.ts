import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runReport } from '../cli/run-report.js';
import { findViolations } from './accessibility.js';
import { launchChromium } from './chromium.js';
import { goTo } from './navigation.js';

const prompts = ['What went wrong?', 'What was measured?', 'Who reads it?'];
const example = 'We looked at every figure twice, because the first look never shows what the second one does at once.';

/** A report whose prompts hold the template's example. */
function report(...answers: readonly string[]): string {
  const questions = prompts.map(
    (prompt, index) =>
      `### Question ${index + 1}\n\n> **${prompt}**\n>\n> Example:\n> *${example}*\n>\n> Answer:\n\n${answers[index]}\n`,
  );
  return `# Report\n\n${questions.join('\n')}`;
}

const copied =
  'The belt of the feeder slipped on the second morning, and nobody saw it until the counts of the left tray fell far below those of the right one.';
const moved =
  'Readings were taken at noon and at midnight by whoever was awake, written on the wall in pencil, and typed into the sheet at the end of each week.';
const original =
  'Gardeners from the allotments behind the station read it every Friday, argue about the heights of their beans, and pin the page to the door of the shed.';
const reworded =
  'Gardeners from the allotments behind the station read this every Friday, argue about the height of their beans, and pin the sheet to the door of the shed.';

let folder: string;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handin-similar-'));
  const groups = {
    ash: report(copied, `Nothing else of note.\n\n${moved}`, original),
    birch: report(copied, 'The wind turned the vane.', reworded),
    cedar: report(
      example,
      `${moved}\n\nLater we stopped, since paper had run out.`,
      'The postman, and his <b>dog</b>.',
    ),
  };
  for (const [name, text] of Object.entries(groups)) {
    await mkdir(join(folder, 'reports', name), { recursive: true });
    await writeFile(join(folder, 'reports', name, 'README.md'), text);
  }
  await runReport(['html'], { cwd: folder });
  browser = await launchChromium();
}, 60_000);

afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  await goTo(page, pathToFileURL(join(folder, 'site', 'similar.html')).href);
  return page;
}

describe('the page of similar answers', () => {
  it('finds a copied answer, a moved paragraph and a reworded one, but not the example of the template', async () => {
    const page = await open({ javaScriptEnabled: false });
    const rows = await page.locator('.similar-groups tbody tr').allInnerTexts();
    expect(rows.map((row) => row.replace(/\s+/g, ' ').replace(/ \d+$/, '').trim())).toEqual([
      'ash and birch 1 3',
      'ash and cedar 2',
    ]);
    const sides = await page
      .locator('.pair', { hasText: 'Question 2' })
      .locator('.pair-side')
      .evaluateAll((elements) =>
        elements.map((side) =>
          [...side.querySelectorAll('mark')].map((mark) => mark.textContent?.replace(/^\d/, '')).join(''),
        ),
      );
    expect(sides.map((side) => side.replace(/\.$/, ''))).toEqual([moved, moved].map((side) => side.replace(/\.$/, '')));
    await page.locator('.pair', { hasText: 'Question 3' }).locator('.pair-group a').first().click();
    expect(await page.locator(':target .question-head').innerText()).toContain('3');
    await page.context().close();
  });

  it('says that similarity is no proof of copying', async () => {
    const page = await open();
    expect(await page.locator('.similar-note').innerText()).toContain('no verdict');
    await page.context().close();
  });

  it('has no accessibility violations (axe)', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [1440, 390]) {
        const page = await open({ colorScheme, viewport: { width, height: 900 } });
        expect(await findViolations(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
        await page.context().close();
      }
    }
  });
});
