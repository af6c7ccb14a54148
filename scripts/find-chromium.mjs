import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

/**
 * Commands under which Chromium and its relatives are installed. The headless shell is Chromium without its own windows:
 * pages open in two thirds of the time.
 */
const commands = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'msedge',
];

/** Places outside PATH where installers put the browser. */
const knownPlaces = {
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
  linux: ['/snap/bin/chromium', '/usr/lib/chromium/chromium', '/opt/google/chrome/chrome'],
};

/**
 * The machine's Chromium: the file that the environment variable CHROMIUM names, else the first one found on PATH or
 * in a well-known place. Undefined when there is none.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 * @returns {string | undefined}
 */
export function findChromium(env = process.env, platform = process.platform) {
  if (env.CHROMIUM) return isExecutable(env.CHROMIUM) ? env.CHROMIUM : undefined;
  const windows = platform === 'win32';
  const folders = (env.PATH ?? '').split(windows ? ';' : ':').filter(Boolean);
  const onPath = folders.flatMap((folder) => commands.map((name) => join(folder, windows ? `${name}.exe` : name)));
  const places = Object.entries(knownPlaces).find(([name]) => name === platform)?.[1] ?? [];
  return [...onPath, ...places].find(isExecutable);
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
