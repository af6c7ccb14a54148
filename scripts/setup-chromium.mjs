// Makes sure that the browser tests find a Chromium: installs it on Debian and its relatives, says what to install
// elsewhere. Does nothing when there is one.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium } from './find-chromium.mjs';

const found = findChromium();
if (found) {
  console.log(`Chromium: ${found}`);
} else if (process.env.CHROMIUM) {
  giveUp(`CHROMIUM names ${process.env.CHROMIUM}, which is not a program. Correct it, or unset it to search for one.`);
} else if (process.platform === 'linux' && existsSync('/usr/bin/apt-get')) {
  installWithApt();
} else {
  giveUp(`The browser tests need Chromium or Chrome, and none was found. ${advice()}`);
}

function installWithApt() {
  console.log('Installing Chromium for the browser tests.');
  orGiveUp(aptGet('update'));
  // Ubuntu has no package chromium-headless-shell.
  if (aptGet('install', '-y', 'chromium-headless-shell').failure) orGiveUp(aptGet('install', '-y', 'chromium'));
  if (!findChromium()) giveUp('apt-get installed Chromium, but no Chromium program was found afterwards.');
}

/**
 * Runs apt-get as root.
 *
 * @param {...string} args
 * @returns {{ command: string, failure: string | undefined }} the reason when it failed
 */
function aptGet(...args) {
  const root = process.getuid?.() === 0;
  const [program, rest] = root ? ['apt-get', args] : ['sudo', ['apt-get', ...args]];
  const { status, error } = spawnSync(program, rest, {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  const failure = status === 0 ? undefined : error ? `: ${error.message}` : ` (exit status ${status})`;
  return { command: [program, ...rest].join(' '), failure };
}

/** @param {ReturnType<typeof aptGet>} run */
function orGiveUp({ command, failure }) {
  if (failure !== undefined) giveUp(`\`${command}\` failed${failure}. ${advice()}`);
}

function advice() {
  const how = {
    darwin: 'Install it with `brew install --cask chromium`',
    win32: 'Install Chrome with `winget install Google.Chrome`',
  };
  const install = Object.entries(how).find(([name]) => name === process.platform)?.[1];
  return `${install ?? 'Install the package chromium with the system’s package manager'}, or set CHROMIUM to the program’s path.`;
}

/**
 * @param {string} message
 * @returns {never}
 */
function giveUp(message) {
  console.error(message);
  process.exit(1);
}
