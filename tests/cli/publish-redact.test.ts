import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Course, makeCourse } from './publish-course.js';

let course: Course;
beforeEach(async () => {
  course = await makeCourse();
});
afterEach(async () => await course.remove());

it('builds and publishes a site without student numbers, and removes its temporary folder', async () => {
  const report = join(course.folder, 'reports', 's123456');
  await mkdir(report, { recursive: true });
  await writeFile(
    join(report, 'README.md'),
    '# R\n\n### Question 1\n\n> **Enter the student number of each member.**\n\ns123456\n\n### Question 2\n\n> **Why?**\n\nSo s123456 said.\n',
  );
  const { status, stderr } = await course.publish(['--redact']);
  expect([status, stderr.includes('no warnings')]).toEqual([0, true]);
  const published = await course.published();
  expect(Object.keys(published).sort()).toEqual([
    '.nojekyll',
    'index.html',
    'student-1/index.html',
    'student-1/report.json',
  ]);
  expect(JSON.stringify(published)).not.toMatch(/s\d{6}/);
  expect(published['student-1/index.html']).toContain('So student-1 said.');
  expect(await course.leftovers()).toEqual([]);
});
