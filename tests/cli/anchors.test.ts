import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runReport } from './run-report.js';

const report = `# My report

## How to fill

See [above](#how-to-fill), [first](#question-1), [list](#checklist), [week](#week-1), [part](#setup), [inner](#deep-part),
[again](#deep-part-1), [top](#my-report), [aside](#aside), [nowhere](#nowhere).

## Checklist

### Week 1

* [x] Set up

## Setup

> Intro.
>
> #### Aside

### Question 1

> **Why?**
>
> Answer:

#### Deep part

Because.[^1]

[^1]: So they say.

#### Deep part

Still.
`;

it('resolves every link within a report to the heading that GitHub resolves it to', async () => {
  const cwd = await realpath(await mkdtemp(join(tmpdir(), 'handin-anchors-')));
  await mkdir(join(cwd, 'group'));
  await writeFile(join(cwd, 'group', 'README.md'), report);
  await runReport(['html', 'group'], { cwd });
  const page = await readFile(join(cwd, 'site', 'group', 'index.html'), 'utf8');
  const manifest = JSON.parse(await readFile(join(cwd, 'site', 'manifest.json'), 'utf8')) as {
    groups: { diagnostics: { rule: string; message: string }[] }[];
  };
  await rm(cwd, { recursive: true });
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(ids.length).toBe(new Set(ids).size);
  const links = [...page.matchAll(/<a [^>]*href="#([^"]+)"[^>]*>([^<]*)</g)].map(([, id, text]) => ({ id, text }));
  expect(links.filter(({ id }) => !ids.includes(id))).toEqual([]);
  const written = /^(?:above|first|list|week|part|inner|again|top|aside)$/;
  expect(
    Object.fromEntries(links.filter(({ text }) => written.test(text ?? '')).map(({ id, text }) => [text, id])),
  ).toEqual({
    above: 'intro-how-to-fill',
    first: 'q1',
    list: 'checklist',
    week: 'checklist',
    part: 's1',
    inner: 'q1-deep-part',
    again: 'q1-deep-part-1',
    top: 'main',
    aside: 's1-aside',
  });
  expect(manifest.groups[0]?.diagnostics.map(({ message }) => message)).toEqual([
    'No heading of the report is called “#nowhere”. Correct the link, or write plain text.',
  ]);
});
