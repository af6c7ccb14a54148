import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../../scripts/find-chromium.mjs';

/** No network requests by the browser itself, and no sandbox, which containers do not support. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts the machine's Chromium without a window; the caller closes it. Fails when the machine has none.
 *
 * @param env Variables besides those of this process.
 */
export async function launchChromium(env: Readonly<Record<string, string>> = {}): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) {
    throw new Error('No Chromium was found. Run `npm run setup:chromium`, or set CHROMIUM to the path of one.');
  }
  return await chromium.launch({ executablePath, args, env: { ...process.env, ...env } });
}
