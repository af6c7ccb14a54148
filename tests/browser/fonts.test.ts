/** Pages look the same whatever is installed: their typefaces are in them. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeIn } from '../support/course-files.js';
import { launchChromium } from './chromium.js';
import { goTo } from './navigation.js';
import { type BuiltReports, buildReport, laptop } from './reports.js';

/** Fontconfig says what is installed and how it is drawn. */
const settings = '/etc/fonts/conf.d';

let built: BuiltReports;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'handin-fonts-'));
  const answer = [
    'It is “sharp” – *and* **bold**: ÆØÅ, Łódź, 50 % ≤ ½ → 3 €.',
    'So $$\\left(\\frac{\\sum_{i=1}^n x_i}{\\sqrt{\\sigma^2 + 1}}\\right) \\leq \\int_0^\\infty e^{-\\mathbf{x}}$$',
    '| Metric | Value |\n| --- | --- |\n| loss | 0.25 |',
  ].join('\n\n');
  built = await buildReport(`# Report\n\n### Question 1\n\n> **Why?**\n>\n> Answer:\n\n${answer}\n`);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await built.remove();
});

async function screenshot(env: Readonly<Record<string, string>>): Promise<string> {
  const browser = await launchChromium(env);
  const page = await browser.newPage({ viewport: laptop });
  await goTo(page, built.reports[0] ?? '');
  const image = await page.screenshot();
  await browser.close();
  return image.toString('base64');
}

it.skipIf(!existsSync(settings))('are drawn pixel by pixel alike with a single typeface installed', async () => {
  const [installed = ''] = execFileSync('fc-match', ['monospace', '--format', '%{file}'], { encoding: 'utf8' }).split(
    '\n',
  );
  copyFileSync(installed, join(folder, 'single.ttf'));
  const config = `<dir>${folder}</dir><cachedir>${folder}/cache</cachedir><include>${settings}</include>`;
  writeIn(folder, 'fonts.conf', `<?xml version="1.0"?><fontconfig>${config}</fontconfig>`);
  const single = { FONTCONFIG_FILE: join(folder, 'fonts.conf') };
  const listed = execFileSync('fc-list', { encoding: 'utf8', env: { ...process.env, ...single } });
  expect(listed.trim().split('\n')).toEqual([expect.stringContaining('single.ttf')]);
  expect((await screenshot(single)) === (await screenshot({}))).toBe(true);
});
