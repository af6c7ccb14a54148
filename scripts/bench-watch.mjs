// Times what a writer waits for: from a saved file to the new words in an open page, in Chromium. Medians, with the
// quickest and the slowest tenth; and the preview's memory after many edits. `node scripts/bench-watch.mjs 30 1000`
// takes thirty timings of each and a thousand edits. Where the environment names other generators (`ELEVENTY`, the path of
// its cmd.cjs; `HUGO`, that of its program), the same text is timed in their servers, up to the served page.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { findChromium } from './find-chromium.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'dist', 'cli', 'bin.js');
const timings = Number(process.argv[2] ?? 30);
const edits = Number(process.argv[3] ?? 1000);
const source = process.env.REPORT ?? join(root, 'reports', 'blue-heron');
const folder = mkdtempSync(join(tmpdir(), 'handin-bench-watch-'));

/** @param {number} count */
function makeCourse(count) {
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

/** @param {readonly number[]} values */
function describe(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => (sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(0);
  return `${at(0.5)} ms (a tenth below ${at(0.1)}, a tenth above ${at(0.9)})`;
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
 * @param {number} count
 */
async function timeUpdates(browser, count) {
  const course = makeCourse(count);
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

/** Megabytes that the preview holds after some edits, and after many. */
async function measureMemory() {
  const course = makeCourse(3);
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
  return held;
}

/**
 * Milliseconds from each save to the page that another generator serves.
 *
 * @param {{ command: string, args: readonly string[], cwd: string, file: string, url: string, wrap: (body: string) => string }} other
 */
async function timeServed({ command, args, cwd, file, url, wrap }) {
  writeFileSync(file, wrap(text));
  const child = spawn(command, args, { cwd, stdio: 'ignore' });
  const served = async () =>
    fetch(url).then(
      (response) => response.text(),
      () => '',
    );
  while (!(await served())) await wait(50);
  await wait(1000);
  const times = [];
  for (let turn = 0; turn < timings; turn += 1) {
    const word = `word${turn}x`;
    const start = performance.now();
    writeFileSync(file, wrap(edited(word)));
    while (!(await served()).includes(word)) await wait(2);
    times.push(performance.now() - start);
    await wait(100);
  }
  child.kill('SIGINT');
  return times;
}

/** @param {string} program */
function timeEleventy(program) {
  const cwd = join(folder, 'eleventy');
  mkdirSync(cwd, { recursive: true });
  return timeServed({
    command: process.execPath,
    args: [program, '--serve', '--incremental', '--quiet', '--port=4871'],
    cwd,
    file: join(cwd, 'index.md'),
    url: 'http://localhost:4871/',
    // Its template language would read the report's own braces.
    wrap: (body) => `---\ntemplateEngineOverride: md\n---\n${body}`,
  });
}

/** @param {string} command */
function timeHugo(command) {
  const cwd = join(folder, 'hugo');
  mkdirSync(join(cwd, 'content'), { recursive: true });
  mkdirSync(join(cwd, 'layouts'));
  writeFileSync(join(cwd, 'config.toml'), 'baseURL = "http://localhost:4872/"\n');
  writeFileSync(join(cwd, 'layouts', 'index.html'), '<!doctype html><title>Report</title>{{ .Content }}');
  return timeServed({
    command,
    args: ['server', '--port=4872', '--disableFastRender=false'],
    cwd,
    file: join(cwd, 'content', '_index.md'),
    url: 'http://localhost:4872/',
    // Its shortcodes would read the report's own braces.
    wrap: (body) => `---\ntitle: Report\n---\n${body.replaceAll('{{', '{ {')}`,
  });
}

try {
  console.log(
    `\nFrom a saved file to the new words, ${timings} times each, on ${cpus().length} cores, Node ${process.version}`,
  );
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium was found. Run `npm run setup:chromium`.');
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  });
  const one = await timeUpdates(browser, 1);
  const sixty = await timeUpdates(browser, 60);
  await browser.close();
  const middle = (/** @type {readonly number[]} */ values) =>
    [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  for (const [name, times] of Object.entries({
    'one report, in the open page': one,
    'one of sixty, in the open page': sixty,
  }))
    console.log(
      `  ${name.padEnd(32)} ${describe(times.map(({ shown }) => shown))}, ` +
        `of which the server's ${middle(times.map(({ told }) => told)).toFixed(0)}`,
    );
  const [alone, among] = [one, sixty].map((times) => middle(times.map(({ shown }) => shown)));
  console.log(`  sixty to one                     ${((among ?? 0) / (alone ?? 1)).toFixed(2)} x`);
  const { ELEVENTY, HUGO } = process.env;
  if (ELEVENTY) console.log(`  Eleventy, served                 ${describe(await timeEleventy(ELEVENTY))}`);
  if (HUGO) console.log(`  Hugo, served                     ${describe(await timeHugo(HUGO))}`);
  if (process.platform === 'linux') {
    const [some = 0, many = 0] = await measureMemory();
    console.log(
      `  memory after ${edits} edits        ${(many / some).toFixed(2)} x that after 100 (${some.toFixed(0)} MB)`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
