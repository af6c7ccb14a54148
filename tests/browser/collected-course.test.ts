/** Pages of a course with several templates, evidence, links, and groups that handed in nothing. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runReport } from '../cli/run-report.js';
import { writeIn } from '../support/course-files.js';
import { fullRecord } from '../unit/collect/record.js';
import { launchChromium } from './chromium.js';
import { follow, goTo } from './navigation.js';
import { desktop, phone } from './reports.js';

const templates = ['2024', '2025', '2026'] as const;
const items = Array.from({ length: 12 }, (_, index) => `T${index + 10}`);

let browser: Browser;
let folder: string;

/** A report in the words of a template: the first item is open, the others are ticked. */
function report(template: string): string {
  const list = items.map(
    (tag, index) => `* [${index === 0 ? ' ' : 'x'}] Build the part that is called ${tag} (${tag})`,
  );
  return `# Towers\n\n${list.join('\n')}\n\n### Question 1\n\n> **How high was the tower of ${template}?**\n>\n> Answer:\n\nHigh.\n`;
}

/** Builds a course in which files speak for all items but the last. */
async function buildCourse(name: string, groups: number): Promise<void> {
  const root = join(folder, name);
  const names = Array.from({ length: groups }, (_, index) => `tower-${index + 100}`);
  for (const template of templates) writeIn(root, `${template}.md`, report(template).replace('High.', '--- fill ---'));
  const evidence = items.map((item) => `{ item: '${item}', files: ['${item}/**'] }`).join(', ');
  const listed = templates.map((template) => `'${template}.md'`).join(', ');
  writeIn(
    root,
    'build.config.ts',
    `export default { template: [${listed}], roster: 'roster.csv', evidence: [${evidence}], site: { links: [{ title: 'How to describe figures', href: 'https://course.example/figures' }] } };`,
  );
  const rows = [...names, 'nobody', 'nothing'].map((group) => `${group},https://github.example/${group}/tower`);
  writeIn(root, 'roster.csv', `group,repository\n${rows.join('\n')}\n`);
  const files = ['README.md', ...items.slice(0, -1).map((item) => `${item}/plan.txt`)];
  for (const [index, group] of names.entries()) {
    writeIn(root, `reports/${group}/README.md`, report(templates[index % templates.length] ?? ''));
    writeIn(root, `reports/${group}/.collect.json`, JSON.stringify({ ...fullRecord, group, files }));
  }
  await runReport(['html'], { cwd: root });
}

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'handin-evidence-')));
  await buildCourse('small', 39);
  await buildCourse('large', 102);
  browser = await launchChromium();
}, 120_000);

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

async function visit(path: string, viewport = desktop): Promise<Page> {
  const page = await (await browser.newContext({ viewport })).newPage();
  await goTo(page, pathToFileURL(join(folder, path)).href);
  return page;
}

it.each([
  ['small', desktop],
  ['small', phone],
  ['large', desktop],
])('says how much was found for a group in one line, inside its column: %s, %o', async (course, viewport) => {
  const page = await visit(`${course}/site/checklist.html`, viewport);
  const sums = await page.locator('.evidence-sum').evaluateAll((spans) =>
    spans.map((span) => {
      const [box, column] = [span, span.parentElement].map((element) => element?.getBoundingClientRect());
      const size = Number.parseFloat(getComputedStyle(span).fontSize);
      const isInside = box && column && box.left >= column.left && box.right <= column.right;
      return [span.textContent, (box?.width ?? 0) < 1.5 * size, isInside];
    }),
  );
  // Larger pages are split.
  expect(sums.length).toBe(course === 'small' ? 39 : 51);
  expect(new Set(sums.map(String))).toEqual(new Set(['10/11 +1,true,true']));
  await page.context().close();
});

it.each([desktop, phone])('has room for three digits of groups, %o', async (viewport) => {
  const page = await visit('large/site/checklist.html', viewport);
  const counts = page.locator('.matrix-count .matrix-of');
  expect(await counts.first().textContent()).toBe('/102');
  const room = await counts.evaluateAll((spans) =>
    spans.map((span) => (span.closest('td')?.getBoundingClientRect().right ?? 0) - span.getBoundingClientRect().right),
  );
  expect(Math.min(...room)).toBeGreaterThan(6);
  await page.context().close();
});

it('has a header on paper that browsers repeat, and no list that nobody can open', async () => {
  const page = await visit('small/site/checklist.html', { width: 985, height: 650 });
  await page.emulateMedia({ media: 'print' });
  const head = await page.locator('.matrix thead').boundingBox();
  // Chromium repeats one of up to a quarter of the page: A4 in landscape has 172 mm between its margins.
  expect(head?.height).toBeLessThan((0.25 * 172 * 96) / 25.4);
  expect(await page.locator('.evidence:visible').count()).toBe(0);
  await page.context().close();
});

it('keeps the sums of two groups apart on paper, and cuts no question there', async () => {
  const checklist = await visit('large/site/checklist.html', { width: 985, height: 650 });
  await checklist.emulateMedia({ media: 'print' });
  const gaps = await checklist.locator('.matrix-sums:not(.evidence-sums) td:nth-child(n + 3)').evaluateAll((cells) =>
    cells.map((cell) => {
      const text = document.createRange();
      // Behind the number, “of 12” is for screen readers.
      text.selectNode([...cell.childNodes].find((node) => /\d/.test(node.nodeValue ?? '')) ?? cell);
      return cell.getBoundingClientRect().width - text.getBoundingClientRect().width;
    }),
  );
  expect(gaps.length).toBe(51);
  expect(Math.min(...gaps)).toBeGreaterThan(1);
  await checklist.context().close();
  const index = await visit('small/site/index.html', { width: 665, height: 980 });
  await index.emulateMedia({ media: 'print' });
  const cut = await index
    .locator('.questions-asks')
    .evaluateAll((cells) => cells.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).length);
  expect(cut).toBe(0);
  await index.context().close();
});

it('counts and filters groups that handed in nothing on the page of all groups', async () => {
  const page = await visit('small/site/index.html');
  const facts = await page.locator('.fact').evaluateAll((all) => all.map((fact) => fact.textContent.trim()));
  expect(facts.slice(0, 3)).toEqual(['Groups41', 'Answered everything39', 'Nothing handed in2']);
  await page.getByRole('radio', { name: 'Nothing handed in' }).check();
  const rows = page.locator('.groups tbody tr:visible');
  expect((await rows.allInnerTexts()).map((text) => text.trim().split(/\s*[\t\n]\s*/))).toEqual([
    ['nobody', 'Nothing handed in'],
    ['nothing', 'Nothing handed in'],
  ]);
  expect(await page.getByText('Could not be read').count()).toBe(0);
  await follow(page, page.getByRole('link', { name: 'nobody' }));
  expect((await page.locator('main').innerText()).split(/\n+/)).toEqual([
    'nobody',
    'Nothing was handed in.',
    'For those who build this site to do',
    'The group is on the roster and has no folder: fetch its report with report collect, or ask the group.',
  ]);
  // The links of the course stand beside those to the pages, not below them.
  const middles = await page.locator('.head nav').evaluateAll((lists) =>
    lists.map((list) => {
      const { top, bottom } = list.getBoundingClientRect();
      return Math.round((top + bottom) / 2);
    }),
  );
  expect([middles.length, new Set(middles).size]).toEqual([3, 1]);
  await page.context().close();
});
