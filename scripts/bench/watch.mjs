// What a writer waits for: from a saved file to the new words in an open page, in Chromium; and the preview's memory after
// many edits.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { findChromium } from '../find-chromium.mjs';
import { bin, root } from './support/context.mjs';
import { median } from './support/run.mjs';

/** @import { Context } from './support/context.mjs' */
/** @import { Fact, Section } from './support/run.mjs' */

/** Edits that are timed in each course. */
const timings = 30;
const source = join(root, 'reports', 'blue-heron');

/**
 * @param {string} folder
 * @param {number} count
 */
function makeCourse(folder, count) {
  const course = join(folder, `course-${count}`);
  for (let index = 0; index < count; index += 1)
    cpSync(source, join(course, 'reports', `group-${index}`), { recursive: true });
  return course;
}

/**
 * Starts `report watch` in a course.
 *
 * @param {string} course
 */
async function startWatch(course) {
  const child = spawn(process.execPath, [bin, 'watch', '--port', '0'], {
    cwd: course,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [url] = await once(child.stdout.setEncoding('utf8'), 'data');
  return { child, url: String(url).trim() };
}

/**
 * @param {string} name
 * @param {readonly number[]} values
 * @returns {Fact}
 */
function describe(name, values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => (sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(0);
  const text = `${at(0.5)} ms (a tenth below ${at(0.1)}, a tenth above ${at(0.9)})`;
  return { name, value: median(values), text };
}

/** A README with a word in its first answer's line that was not there before. */
const text = readFileSync(join(source, 'README.md'), 'utf8');
const place = text.search(/\n[A-Z][^\n]{60,}\n/g) + 1;
/** @param {string} word */
const edited = (word) => `${text.slice(0, place)}${word} ${text.slice(place)}`;

/**
 * Milliseconds from each save to the new word in the open page, and to the event before it that brought the page's new
 * content: what comes before that is the server's part, what comes after it the browser's.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} course
 */
async function timeUpdates(browser, course) {
  const { child, url } = await startWatch(course);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(() => {
    const Native = EventSource;
    const Timed = class extends Native {
      /** @param {string} address */
      constructor(address) {
        super(address);
        this.addEventListener('message', () => {
          /** @type {any} */ (window).toldAt = performance.timeOrigin + performance.now();
        });
      }
    };
    window.EventSource = /** @type {typeof EventSource} */ (Timed);
  });
  await page.goto(`${url}group-0/`);
  await wait(1000);
  const times = [];
  for (let turn = 0; turn < timings; turn += 1) {
    const word = `word${turn}x`;
    await page.evaluate((wanted) => {
      /** @type {any} */ (window).seen = new Promise((resolve) => {
        const observer = new MutationObserver(() => {
          if (!document.body.textContent?.includes(wanted)) return;
          observer.disconnect();
          resolve(performance.timeOrigin + performance.now());
        });
        observer.observe(document.body, { childList: true, subtree: true, characterData: true });
      });
    }, word);
    const start = performance.timeOrigin + performance.now();
    writeFileSync(join(course, 'reports', 'group-0', 'README.md'), edited(word));
    const shown = (await page.evaluate(() => /** @type {any} */ (window).seen)) - start;
    times.push({ told: (await page.evaluate(() => /** @type {any} */ (window).toldAt)) - start, shown });
    await wait(100);
  }
  await page.close();
  child.kill('SIGINT');
  await once(child, 'close');
  return times;
}

/**
 * Megabytes that the preview holds after a hundred edits, and after all.
 *
 * @param {string} course
 * @param {number} edits
 */
async function measureMemory(course, edits) {
  const { child, url } = await startWatch(course);
  const file = join(course, 'reports', 'group-0', 'README.md');
  const held = [];
  for (let turn = 1; turn <= edits; turn += 1) {
    const word = `word${turn}x`;
    writeFileSync(file, edited(word));
    while (!(await (await fetch(`${url}group-0/`)).text()).includes(word)) await wait(5);
    if (turn === 100 || turn === edits) {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      held.push(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
    }
  }
  child.kill('SIGINT');
  await once(child, 'close');
  const [some = 0, many = 0] = held;
  const text = `${(many / some).toFixed(2)} × that after 100 (${some.toFixed(0)} MB)`;
  return { name: `memory after ${edits} edits`, value: many / some, text };
}

/**
 * @param {Context} context
 * @returns {AsyncGenerator<Section>}
 */
export async function* watch({ folder, large }) {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium was found. Run `npm run setup:chromium`.');
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  });
  /** @type {Fact[]} */
  const facts = [];
  /** @type {number[]} */
  const medians = [];
  const sizes = [1, large ? 500 : 60];
  try {
    for (const count of sizes) {
      const times = await timeUpdates(browser, makeCourse(folder, count));
      const shown = times.map((time) => time.shown);
      medians.push(median(shown));
      facts.push(
        describe(`one report of ${count}, in the open page`, shown),
        describe(
          `one report of ${count}, of that the server`,
          times.map(({ told }) => told),
        ),
      );
    }
  } finally {
    await browser.close();
  }
  const growth = (medians[1] ?? Number.NaN) / (medians[0] ?? Number.NaN);
  facts.push({ name: `${sizes[1]} reports to one`, value: growth, text: `${growth.toFixed(2)} ×` });
  if (process.platform === 'linux') facts.push(await measureMemory(makeCourse(folder, 3), large ? 1000 : 300));
  yield { title: `From a saved file to the new words, ${timings} times`, rows: [], facts };
}
