/** Short names of emoji: the table behind them is loaded only where a README or a template has one. */
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeIn } from '../support/course-files.js';
import { runReport } from './run-report.js';

const question = (prompt: string, answer: string): string =>
  `# Report\n\n### Question 1\n\n> **${prompt}**\n>\n> Answer:\n\n${answer}\n`;

it('show in an answer, and in a prompt that only the template has, on the report’s page and the question’s', async () => {
  const cwd = await realpath(await mkdtemp(join(tmpdir(), 'handin-emoji-')));
  try {
    await writeIn(cwd, 'template.md', question('What now? :rocket:', ''));
    await writeIn(cwd, 'reports/ada/README.md', '# Report\n\n### Question 1\n\nWe are done :tada: at 10:30:45.\n');
    await writeIn(cwd, 'reports/bob/README.md', question('What now?', 'Nothing yet.'));
    const { status } = await runReport(['html', '--template', 'template.md'], { cwd });
    expect(status).toBe(0);
    const pages = await Promise.all(
      ['ada/index.html', 'questions/1.html'].map((page) => readFile(join(cwd, 'site', page), 'utf8')),
    );
    for (const page of pages) {
      expect(page).toContain('We are done 🎉 at 10:30:45.');
      expect(page).toContain('What now? 🚀');
    }
  } finally {
    await rm(cwd, { recursive: true });
  }
});
