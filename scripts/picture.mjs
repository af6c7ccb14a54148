// Takes the picture of the README: a page of the sample course. Run it after a build, when pages look different.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import sharp from 'sharp';
import { findChromium } from './find-chromium.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const site = mkdtempSync(join(tmpdir(), 'handin-picture-'));
const executablePath = findChromium();
if (!executablePath)
  throw new Error('No Chromium was found. Run `npm run setup:chromium`, or set CHROMIUM to the path of one.');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });

try {
  execFileSync(process.execPath, [join(root, 'dist', 'cli', 'bin.js'), 'html', '--out', site], { cwd: root });
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 1.25,
    colorScheme: 'light',
  });
  await page.goto(`${pathToFileURL(join(site, 'blue-heron', 'index.html'))}#q8`, { waitUntil: 'networkidle' });
  const picture = await page.screenshot();
  // Few colours: a palette takes a third of the bytes.
  await sharp(picture)
    .png({ palette: true, colours: 128, effort: 10 })
    .toFile(join(root, '.github', 'page.png'));
} finally {
  await browser.close();
  rmSync(site, { recursive: true });
}
