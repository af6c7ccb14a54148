/** Danish pages have no words of another language around what groups and templates wrote. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DomUtils, ElementType, parseDocument } from 'htmlparser2';
import { afterAll, beforeAll, expect, it } from 'vitest';
import danish from '../../layouts/words/da.json' with { type: 'json' };
import english from '../../layouts/words/en.json' with { type: 'json' };
import { notFoundPage } from '../../src/publish/not-found-page.js';
import type { Wording } from '../../src/words/translate.js';
import { writeIn } from '../support/course-files.js';
import { writeDanishCourse } from '../support/danish-course.js';
import { runReport } from './run-report.js';

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'handin-danish-'));
  await writeDanishCourse(folder);
  const build = (...args: readonly string[]) => runReport(['html', '--out', ...args], { cwd: folder });
  await Promise.all([build('staff'), build('public', '--for', 'public')]);
  await build('alone', 'hold/birk', '--single-file');
  const config = {
    title: 'Målinger',
    layouts: join(folder, 'layouts'),
    assets: join(folder, 'assets'),
    site: { id: null, base: null, lang: 'da', noindex: true, links: [] },
  };
  const notFoundSite = {
    folder: '',
    files: ['index.html'],
    manifest: { generator: '', audience: 'staff', groups: [] } as const,
  };
  for (const home of [null, '/malinger/'])
    writeIn(folder, `alone/404${home ? '' : '~'}.html`, Buffer.from(notFoundPage(config, notFoundSite, home)));
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true }));

type Nodes = ReturnType<typeof parseDocument>['children'];

const shownAttributes = ['aria-label', 'data-title', 'title', 'placeholder', 'data-label', 'alt'];

/** What a reader of a page is told by the site itself: text and labels outside what has a language of its own. */
function chromeOf(nodes: Nodes): readonly string[] {
  return nodes.flatMap((node): readonly string[] => {
    if (node.type === ElementType.Text) return [node.data];
    if (node.type !== ElementType.Tag) return [];
    const { lang } = node.attribs;
    if (lang === '' || lang === 'en') return [];
    const told = shownAttributes.flatMap((name) => node.attribs[name] ?? []);
    const content =
      node.name === 'meta' && /description/.test(node.attribs['name'] ?? '') ? node.attribs['content'] : '';
    return [...told, content ?? '', ...chromeOf(node.children)];
  });
}

/** The words of a text without its placeholders. */
function partsOf(wording: Wording): readonly string[] {
  const texts = typeof wording === 'string' ? [wording] : Object.values(wording);
  return texts.flatMap((text) => text.split(/\{\w+\}/));
}

/** The words of a text, each between spaces; names of rules are one word. */
function wordsIn(text: string): string {
  return ` ${text.replace(/[^\p{L}-]+/gu, ' ').trim()} `;
}

const danishText = wordsIn(JSON.stringify(danish));
const foreign = [...new Set(Object.values(english).flatMap(partsOf))].filter(
  (part) => /\p{L}{3}/u.test(part) && !danishText.includes(wordsIn(part)),
);

it.each(['staff', 'public', 'alone'])('Danish pages have no English words: %s', (site) => {
  const pages = readdirSync(join(folder, site), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.html'),
  );
  expect(pages.length).toBeGreaterThan(3);
  for (const page of pages) {
    const html = readFileSync(join(folder, site, page), 'utf8');
    expect([page, /<html lang="(.*?)"/.exec(html)?.[1]]).toEqual([page, 'da']);
    const text = wordsIn(chromeOf(parseDocument(html).children).join('\n'));
    const found = foreign.filter((part) => text.includes(wordsIn(part)));
    expect([page, found]).toEqual([page, []]);
  }
});

it('messages about reports stay English and say so', () => {
  const html = readFileSync(join(folder, 'staff/birk/index.html'), 'utf8');
  expect(html).toContain('Fejl</strong> <span lang="en">');
  expect(html).toMatch(/<div class="answer prose" dir="auto" lang="">/);
  expect(html).toContain('Hentet fra <a href="https://github.example/blue/work">github.example/blue/work</a>, commit');
  expect(html).toContain('<time datetime="2026-01-20T10:00:00+01:00">20. januar 2026 kl. 10.00</time>.');
  const failed = readFileSync(join(folder, 'staff/tabt/index.html'), 'utf8');
  expect(DomUtils.textContent(parseDocument(failed))).toContain('Denne rapport kunne ikke bygges');
});

it('a course’s own words are on the pages, also of groups that did not change, and those it lacks are told', async () => {
  writeIn(folder, 'layouts/words/da.json', JSON.stringify({ 'fact.answered': 'Skrevet', 'nav.groups': 'Hold' }));
  const { stderr } = await runReport(['html', '--out', 'staff'], { cwd: folder });
  expect(stderr).not.toContain('lacks words');
  expect(readFileSync(join(folder, 'staff/elm/index.html'), 'utf8')).toContain('<dt>Skrevet</dt>');
  expect(readFileSync(join(folder, 'staff/index.html'), 'utf8')).toContain('>Hold</a>');
  writeIn(folder, 'layouts/words/da.json', JSON.stringify({ 'nav.grups': 'Hold' }));
  const refused = await runReport(['html', '--out', 'staff'], { cwd: folder });
  expect([refused.status, refused.stderr]).toEqual([
    2,
    expect.stringContaining('“nav.grups” is unknown: did you mean “nav.groups”?'),
  ]);
});
