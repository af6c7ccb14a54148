/** Short names of emoji: their table is loaded when a README or a template has one. */
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeIn } from '../support/course-files.js';
import { runReport } from './run-report.js';

let cwd: string;
beforeEach(async () => {
  cwd = await realpath(await mkdtemp(join(tmpdir(), 'handin-emoji-')));
});
afterEach(async () => await rm(cwd, { recursive: true }));

const question = (prompt: string, answer: string): string =>
  `# Report\n\n### Question 1\n\n> **${prompt}**\n>\n> Answer:\n\n${answer}\n`;

/** The report's page and the question's page of a course of two groups, one of which wrote no prompt. */
async function build({ prompt, answer }: { prompt: string; answer: string }): Promise<readonly string[]> {
  writeIn(cwd, 'template.md', question(prompt, ''));
  writeIn(cwd, 'reports/ada/README.md', `# Report\n\n### Question 1\n\n${answer}\n`);
  writeIn(cwd, 'reports/bob/README.md', '# Report\n\n### Question 1\n\nNothing yet.\n');
  const { status, stderr } = await runReport(['html', '--template', 'template.md'], { cwd });
  expect(status, stderr).toBe(0);
  return Promise.all(['ada/index.html', 'questions/1.html'].map((page) => readFile(join(cwd, 'site', page), 'utf8')));
}

it('show in an answer, where no other file has one', async () => {
  const pages = await build({ prompt: 'What now?', answer: 'We are done :tada: at 10:30:45.' });
  for (const page of pages) expect(page).toContain('We are done 🎉 at 10:30:45.');
});

it('show in a prompt, where only the template has one', async () => {
  const pages = await build({ prompt: 'What now? :rocket:', answer: 'We are done.' });
  for (const page of pages) expect(page).toContain('What now? 🚀');
});
